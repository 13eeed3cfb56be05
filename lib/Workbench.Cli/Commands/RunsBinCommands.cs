using System.CommandLine;
using System.Globalization;
using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench runs delete|restore|bin</c>.</summary>
internal static class RunsBinCommands
{
    public static Command Delete() => Move("delete", """
        Move runs into the bin, from where they can be restored; 'workbench runs bin --empty' deletes them for good.
        How often test parts were opened stays counted.

        Example:
          workbench runs delete "wide network" 20260101-120000-000-demo-2fbc1a
        """, RunsCommand.Run().Description!, (bin, run) => bin.Delete(run), "is in the bin: workbench runs restore");

    public static Command Restore() => Move("restore", """
        Bring runs back from the bin.

        Example:
          workbench runs restore "wide network"
        """, "Its name, its id or the beginning of it.", (bin, run) => bin.Restore(run), "is back: workbench report");

    public static Command Bin()
    {
        var empty = new Option<bool>("--empty") { Description = "Delete for good what lies in the bin; needs --yes." };
        var yes = new Option<bool>("--yes") { Description = "With --empty: yes, delete it." };
        var command = new Command("bin", """
            What lies in the bin, and how to empty it.

            Examples:
              workbench runs bin
              workbench runs bin --empty --yes
            """) { empty, yes };
        command.Validators.Add(result =>
        {
            if (result.GetValue(yes) && !result.GetValue(empty))
                result.AddError("--yes confirms --empty; give both.");
        });
        command.SetAction(parsed =>
        {
            var bin = SharedOptions.Workspace().Runs.Bin;
            var isEmptied = parsed.GetValue(empty) && parsed.GetValue(yes);
            var runs = isEmptied ? bin.Empty() : bin.Runs;
            var megabytes = string.Create(CultureInfo.InvariantCulture, $"{runs.Sum(run => run.Bytes) / 1e6:#,0.0} MB");
            if (runs.IsEmpty)
                Console.Error.WriteLine("The bin is empty.");
            else
                Console.WriteLine(new Table(["run", "name", "MB"],
                    [.. runs.Select(run => (IReadOnlyList<object?>)[run.Id, run.Name, Math.Round(run.Bytes / 1e6, 1)])])
                    .ToText(Terminal.Width));
            if (isEmptied)
                Console.Error.WriteLine($"{runs.Length} runs are deleted for good, {megabytes}.");
            else if (parsed.GetValue(empty) && runs.Length > 0)
                Console.Error.WriteLine($"Nothing is deleted yet. These {runs.Length} runs, {megabytes}, are gone for good with "
                    + "workbench runs bin --empty --yes");
            return CommandRunner.Done;
        });
        return command;
    }

    private static Command Move(string name, string description, string argument, Func<RunBin, string, BinnedRun> move, string then)
    {
        var runs = new Argument<string[]>("RUN") { Description = argument, Arity = ArgumentArity.OneOrMore };
        var command = new Command(name, description) { runs };
        command.SetAction(parsed =>
        {
            var bin = SharedOptions.Workspace().Runs.Bin;
            foreach (var run in parsed.GetValue(runs)!)
            {
                var moved = move(bin, run);
                Console.WriteLine(moved.Id);
                Console.Error.WriteLine($"{moved.Name ?? moved.Id} {then} {moved.Id}");
            }
            return CommandRunner.Done;
        });
        return command;
    }
}
