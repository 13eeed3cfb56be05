using System.CommandLine;
using System.Globalization;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench runs list|rename|note|tag|untag|share|delete|restore|bin</c>; <c>list</c> is what it does without any.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var command = List(new("runs", """
            The runs that were kept: names, models, what was changed, scores; runs that differ in seeds or folds alone are one line.

            Examples:
              workbench runs
              workbench runs --filter "learningRate=0.01 cnn"
              workbench runs --tag baseline --disk
              workbench runs rename 20260101-120000-000-demo-2fbc1a "wide network"
            """));
        foreach (var inner in (Command[])[
            List(new("list", """
                List runs, oldest first.

                Examples:
                  workbench runs list --dataset demo --each
                  workbench runs list --json
                """)),
            RunsAboutCommands.Rename(), RunsAboutCommands.Note(), RunsAboutCommands.Tag(), RunsAboutCommands.Untag(),
            RunsShareCommand.Create(), RunsBinCommands.Delete(), RunsBinCommands.Restore(), RunsBinCommands.Bin()])
            command.Subcommands.Add(inner);
        return command;
    }

    /// <summary>The run that a command is about.</summary>
    public static Argument<string> Run() =>
        new("RUN") { Description = $"Which run: {SharedOptions.RunForms}." };

    private static Command List(Command command)
    {
        var filter = new RunFilterOptions();
        var each = new Option<bool>("--each") { Description = "A line a run, also where several seeds make one experiment." };
        var disk = new Option<bool>("--disk") { Description = "Say what each takes on disk, and all together." };
        var json = SharedOptions.Json();
        foreach (var option in (Option[])[.. filter.All, each, disk, json])
            command.Options.Add(option);
        command.SetAction((parsed, token) =>
        {
            var store = SharedOptions.Workspace().Runs;
            var index = store.Index(Work.OnAllProcessors with { Token = token });
            var runs = index.Runs.Where(filter.Read(parsed).Matches).ToArray();
            if (parsed.GetValue(json))
                Console.WriteLine(SpecJson.Write(new RunIndex([.. runs], index.Damaged)));
            else if (runs.Length > 0)
                Console.WriteLine(new RunList(store, runs) { Each = parsed.GetValue(each), ShowsDisk = parsed.GetValue(disk) }
                    .ToText(Terminal.Width));
            Told(index, runs.Length, parsed.GetValue(disk) ? store.Bin : null);
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static void Told(RunIndex index, int shown, RunBin? bin)
    {
        if (shown == 0)
            Console.Error.WriteLine(index.Runs.IsEmpty
                ? "No run yet. Train one: workbench train --dataset demo --model mlp"
                : $"None of {index.Runs.Length} runs is like that.");
        foreach (var damaged in index.Damaged)
            Console.Error.WriteLine($"Left out: {damaged.Problem}");
        if (bin?.Runs is { } binned)
            Console.Error.WriteLine($"On disk: {Size(index.Runs.Select(run => run.Bytes))} of runs, "
                + $"{Size(index.Damaged.Select(run => run.Bytes))} of damaged ones, {Size(binned.Select(run => run.Bytes))} in the bin "
                + "(workbench runs bin)");
    }

    private static string Size(IEnumerable<long> bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes.Sum() / 1e6:#,0.0} MB");
}
