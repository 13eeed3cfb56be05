using System.CommandLine;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The run's name or folder." };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("evaluate", """
            Open the test part for a run that was trained with --sealed, and evaluate it.
            Choose the run by its validation part first: every opening is counted,
            and the more a test part was looked at, the less its scores say.

            Examples:
              workbench evaluate data/runs/20260101-120000-000-demo-2fbc1a
              workbench evaluate 20260101-120000-000-demo-2fbc1a --json
            """) { run, threads, json };
        command.Aliases.Add("judge"); // what it was called at first
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var chosen = workspace.Runs.Open(parsed.GetValue(run)!);
            if (chosen.Summary.Test is not null)
                Console.Error.WriteLine($"Run {chosen.Id} was evaluated already; its scores stand.");
            var runner = new ExperimentRunner(workspace, new ManagedTrainer());
            var evaluated = ProgressBars.During(work => runner.OpenTest(chosen, work), parsed.GetValue(threads), token);
            RunPage.Write(evaluated);
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(evaluated.Summary) : RunText.Describe(evaluated));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
