using System.CommandLine;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Reports;
using Workbench.Kernel.Running;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench run</c>.</summary>
internal static class RunCommand
{
    private const string Pattern = "*.ipynb";

    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK|FOLDER") { Description = "Notebooks, or folders of them; the clone's tour, notebooks/00-tour.ipynb, if left out.", Arity = ArgumentArity.ZeroOrMore };
        var parameters = new Option<string[]>("-p", "--parameter") { Description = "name=value: a variable of the notebook's parameters cell. Paths are relative to the notebook.", AllowMultipleArgumentsPerToken = false };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Where executed notebooks and reports go; data/reports if left out." };
        var command = new Command("run", """
            Run notebooks from top to bottom without an editor: each leaves its executed copy and a report.html that needs nothing else.

            Examples:
              workbench run
              workbench run notebooks
              workbench run notebooks/00-tour.ipynb -p dataset=/music/by-genre -p seed=3
              workbench run my-notebooks --out reports
            """) { notebooks, parameters, output };
        command.SetAction((parsed, token) =>
        {
            var data = DataFolder.Find();
            var named = parsed.GetValue(notebooks)!;
            var values = Parameters(parsed.GetValue(parameters) ?? []);
            var documents = Files(named).Select(NotebookDocument.Read).ToArray();
            // The shipped notebooks make the demo corpus themselves; made here first, it has a bar of its own.
            if (named.Length == 0 && values.GetValueOrDefault("dataset", DatasetReader.DemoName) == DatasetReader.DemoName)
                ProgressBars.During(progress => DatasetReader.Open(DatasetReader.DemoName, LabelSource.Auto, data, Environment.ProcessorCount, progress, token));
            var folder = parsed.GetValue(output)?.FullName ?? data.ReportsPath;
            var failed = documents.Count(document => !Run(document, values, Path.Combine(folder, Path.GetFileNameWithoutExtension(document.Path)), token));
            return Task.FromResult(failed == 0 ? CommandRunner.Done : CommandRunner.Failed);
        });
        return command;
    }

    /// <summary>Runs one notebook and writes what it left, also when it failed.</summary>
    private static bool Run(NotebookDocument document, Dictionary<string, string> parameters, string folder, CancellationToken token)
    {
        var name = Path.GetFileName(document.Path);
        var result = ProgressBars.During(progress =>
            NotebookRunner.Run(document, new RunOptions { ParameterValues = parameters }, new CellBars(name, progress), token));
        document.Write(Path.Combine(folder, name));
        FigureFiles.Write(document, folder);
        AtomicFile.Write(Path.Combine(folder, "report.html"), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            HtmlReport.Write(document, writer);
        });
        token.ThrowIfCancellationRequested();
        if (result.Failure is { } failure)
            Console.Error.WriteLine(failure);
        else
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {result.CellsRun} cells in {result.Elapsed.TotalSeconds:0.0} s"));
        Console.WriteLine(Path.Combine(folder, "report.html"));
        return result.Succeeded;
    }

    private static IReadOnlyList<string> Files(string[] named)
    {
        string[] paths = named.Length > 0 ? named : [ClonedTour()];
        return [.. paths.SelectMany(path =>
            File.Exists(path) ? [path]
            : !Directory.Exists(path) ? throw new WorkbenchException($"{path}: no such notebook or folder.")
            : Directory.EnumerateFiles(path, Pattern).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } found ? found
            : throw new WorkbenchException($"{path}: no notebook ({Pattern}) in this folder."))];
    }

    private static string ClonedTour() => DataFolder.FindClone() is { } clone ? Path.Combine(clone, "notebooks", "00-tour.ipynb")
        : throw new WorkbenchException("Not in a clone of the workbench: name a notebook, for instance workbench run my-notebook.ipynb");

    private static Dictionary<string, string> Parameters(string[] assignments)
    {
        var values = new Dictionary<string, string>();
        foreach (var assignment in assignments)
        {
            if (assignment.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new InvalidSpecException("-p", [$"{assignment} must be name=value, for instance -p seed=3."]);
            if (!values.TryAdd(name, value))
                throw new InvalidSpecException("-p", [$"{name} is given twice, as {values[name]} and as {value}; give it once."]);
        }
        return values;
    }

    private sealed class CellBars(string notebook, IProgress<WorkProgress> progress) : IProgress<CellProgress>
    {
        public void Report(CellProgress value) =>
            progress.Report(new(notebook, value.Elapsed is null ? value.CellNumber - 1 : value.CellNumber, value.CellCount, value.FirstLine));
    }
}
