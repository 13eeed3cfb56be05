using System.CommandLine;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Kernel.Reports;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Names, ids or folders of runs; all of the latest run's dataset and genres if left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var page = new Option<FileInfo?>("--out")
        {
            Description = "Where the page with the curves goes; compare.html in the folder of reports if left out.",
        };
        var filter = new RunFilterOptions();
        var by = SharedOptions.RankedBy();
        var json = SharedOptions.Json();
        var command = new Command("compare", """
            Which run is best, by its validation part: a ranking, whether the differences are more than chance, the parameters
            in which the runs differ, and, as one page, their learning curves over each other and their parameters side by side.
            Runs that differ in seeds or folds alone are one line with their mean; what was left out is said with the reason.

            Examples:
              workbench compare
              workbench compare "wide network" 20260101-120500-000-demo-312ba6
              workbench compare --tag baseline
              workbench compare --by f1Macro
              workbench compare --out compare.html --json
            """) { runs, by, page, json };
        foreach (var option in filter.All)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(runs) is { Tokens.Count: > 0 }
                && filter.All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } extra)
                result.AddError($"{extra.Name} chooses among all runs; leave it out where runs are named.");
        });
        command.SetAction(parsed =>
        {
            var workspace = SharedOptions.Workspace();
            var selection = parsed.GetValue(runs) is { Length: > 0 } names
                ? RunSelection.Named(workspace.Runs, names)
                : RunSelection.Like(workspace.Runs, filter.Read(parsed));
            var comparison = SharedOptions.RankBy(parsed.GetValue(by), new(selection.Runs, selection.LeftOut));
            var path = parsed.GetValue(page)?.FullName ?? Path.Combine(workspace.Data.ReportsPath, "compare.html");
            if (parsed.GetValue(page) is null)
                PrivateFolder.Create(workspace.Data.ReportsPath);
            AtomicFile.WriteText(path, HtmlReport.Page("Runs compared", comparison.ToPage()));
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(ComparisonSummary.Of(comparison)) : comparison.ToText(Terminal.Width));
            Console.Error.WriteLine($"The curves are in {path}");
            return CommandRunner.Done;
        });
        return command;
    }
}
