using System.CommandLine;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench judge</c>.</summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("RUN")
        {
            Description = $"Which run: {SharedOptions.RunForms}; the latest run if left out, unless its training was stopped.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("judge", """
            Open the test part for a run, which every training leaves sealed, and evaluate the run there.
            Choose the run by its validation part first: every opening is counted,
            and the more a test part was looked at, the less its scores say.

            Examples:
              workbench judge
              workbench judge data/runs/20260101-120000-000-demo-2fbc1a
              workbench judge 20260101-120000-000-demo-2fbc1a --json
            """) { run, threads, json };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var name = parsed.GetValue(run);
            var chosen = workspace.Runs.Open(name);
            if (!chosen.Summary.IsSealed)
                Console.Error.WriteLine($"Run {chosen.Id} was judged already; its scores stand.");
            var judged = ProgressBars.During(
                work => RunJudge.Judge(workspace, chosen, evenIfStopped: name is not null, work), parsed.GetValue(threads), token);
            RunPage.Write(judged);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(judged.Summary) : RunText.Describe(judged));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
