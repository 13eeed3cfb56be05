using System.CommandLine;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Kernel.Reports;
using Workbench.Reports;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Names or folders of runs; every run of the latest run's dataset and split if left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var page = new Option<FileInfo?>("--out")
        {
            Description = "Where the page with the curves goes; compare.html in the folder of reports if left out.",
        };
        var json = SharedOptions.Json();
        var command = new Command("compare", """
            Which run is best, by its validation part: a ranking, whether the differences are more than chance, the parameters
            in which the runs differ, and, as one page, their learning curves over each other and their parameters side by side.

            Examples:
              workbench compare
              workbench compare data/runs/20260101-120000-000-demo-2fbc1a data/runs/20260101-120500-000-demo-312ba6
              workbench compare --out compare.html --json
            """) { runs, page, json };
        command.SetAction(parsed =>
        {
            var workspace = SharedOptions.Workspace();
            var comparison = new RunComparison(Choose(workspace.Runs, parsed.GetValue(runs)!));
            var path = parsed.GetValue(page)?.FullName ?? Path.Combine(workspace.Data.ReportsPath, "compare.html");
            if (parsed.GetValue(page) is null)
                PrivateFolder.Create(workspace.Data.ReportsPath);
            AtomicFile.WriteText(path, HtmlReport.Page("Runs compared", comparison.ToPage()));
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(ComparisonSummary.Of(comparison)) : comparison.ToString());
            Console.Error.WriteLine($"The curves are in {path}");
            return CommandRunner.Done;
        });
        return command;
    }

    private static IReadOnlyList<Run> Choose(RunStore store, string[] names)
    {
        if (names.Length > 0)
            return [.. names.Select(store.Open)];
        var readable = store.Readable(problem => Console.Error.WriteLine($"Left out: {problem}")).ToList();
        return [.. readable.Where(run => run.Summary.SplitHash == readable[^1].Summary.SplitHash)];
    }
}
