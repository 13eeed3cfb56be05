using System.CommandLine;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Kernel.Documents;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench run</c>.</summary>
internal static class RunCommand
{
    private static readonly string[] Patterns = ["*.ipynb", "*.dib"];

    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK|FOLDER")
        {
            Description = "Notebooks (.ipynb; .dib of Polyglot Notebooks; .csx, a C# script whose lines // %% begin cells), or folders of "
                + "them; the tour of the clone, or else of this program, if left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var parameters = new Option<string[]>("-p", "--parameter")
        {
            HelpName = "NAME=VALUE",
            Description = "A variable of the notebook's parameters cell. Paths are relative to the notebook.",
            AllowMultipleArgumentsPerToken = false,
        };
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Where executed notebooks and reports go; data/reports if left out.",
        };
        var check = new Option<bool>("--check")
        {
            Description = "Compare the outputs with those that the notebooks hold: texts word for word, numbers and figures by value; "
                + "what differs is named by cell, and the exit code is 1.",
        };
        var save = new Option<bool>("--save")
        {
            Description = "Keep the outputs in the notebooks themselves, without sounds and other long renderings, for version control.",
        };
        var clean = new Option<bool>("--clean") { Description = "Run nothing: take the outputs out of the notebooks." };
        var command = new Command("run", $"""
            Run notebooks from top to bottom without an editor: each leaves its executed copy and a report.html that needs nothing else.
            The outputs of cells that are tagged '{CommittedOutputs.VariesTag}' are neither saved nor checked.

            Examples:
              workbench run
              workbench run notebooks
              workbench run notebooks/00-tour.ipynb -p dataset=/music/by-genre -p seed=3
              workbench run my-notebooks --out reports
              workbench run notebooks --check
              workbench run notebooks/00-tour.ipynb --save
              workbench run notebooks --clean
            """) { notebooks, parameters, output, check, save, clean };
        command.Validators.Add(result =>
        {
            var asked = new[] { check, save, clean }.Where(result.GetValue).Select(option => option.Name).ToList();
            if (asked.Count > 1)
                result.AddError($"{string.Join(" and ", asked)} cannot go together; give one of them.");
            else if (asked.Count == 1 && result.GetResult(parameters) is not null)
                result.AddError($"{asked[0]} is about the notebooks as they are; leave out -p.");
        });
        command.SetAction((parsed, token) =>
        {
            var data = DataFolder.Find();
            var named = parsed.GetValue(notebooks)!;
            var values = Assignments.Read("-p", parsed.GetValue(parameters) ?? [], "seed=3");
            var folder = parsed.GetValue(output)?.FullName ?? data.ReportsPath;
            var jobs = Files(named, data)
                .Select(path => new NotebookJob(path, Path.Combine(folder, Path.GetFileNameWithoutExtension(path)))).ToArray();
            CheckFolders(jobs);
            if (folder == data.ReportsPath)
                PrivateFolder.Create(folder);
            if (new[] { check, save, clean }.FirstOrDefault(parsed.GetValue) is { } aboutOutputs)
                CheckForms(jobs, aboutOutputs.Name);
            if (parsed.GetValue(clean))
            {
                Array.ForEach(jobs, job => job.Clean());
                return Task.FromResult(CommandRunner.Done);
            }
            // The shipped notebooks make the demo corpus themselves; made here first, it has a bar of its own.
            if (named.Length == 0 && values.GetValueOrDefault("dataset", DatasetReader.DemoName) == DatasetReader.DemoName)
                ProgressBars.During(work => DatasetReader.Open(DatasetReader.DemoName, LabelSource.Auto, data, work),
                    Environment.ProcessorCount, token);
            var failed = jobs.Count(job =>
            {
                var executed = job.Run(values, token);
                if (executed is not null && parsed.GetValue(save))
                    job.Keep(executed);
                return executed is null || parsed.GetValue(check) && !job.Holds(executed);
            });
            return Task.FromResult(failed == 0 ? CommandRunner.Done : CommandRunner.Failed);
        });
        return command;
    }

    private static IReadOnlyList<string> Files(string[] named, DataFolder data)
    {
        string[] paths = named.Length > 0 ? named : [Tour(data)];
        return [.. paths.SelectMany(path =>
            File.Exists(path) ? [path]
            : !Directory.Exists(path) ? throw new WorkbenchException($"{path}: no such notebook or folder.{NearestPath.Hint(path)}")
            : Patterns.SelectMany(pattern => Directory.EnumerateFiles(path, pattern)).Order(StringComparer.Ordinal).ToArray()
                is { Length: > 0 } found ? found
            : throw new WorkbenchException($"{path}: no notebook ({string.Join(" or ", Patterns)}) in this folder."))];
    }

    private static void CheckFolders(NotebookJob[] jobs)
    {
        if (jobs.GroupBy(job => job.Folder).FirstOrDefault(same => same.Count() > 1)?.ToArray() is [var first, var second, ..])
            throw new WorkbenchException($"{first.Path} and {second.Path} would both leave their results in {first.Folder}: "
                + "run them one at a time, each with its own --out.");
    }

    private static void CheckForms(NotebookJob[] jobs, string option)
    {
        if (jobs.FirstOrDefault(job => !job.KeepsOutputs) is { } job)
            throw new WorkbenchException(
                $"{job.Path} has no place for outputs, which {option} is about; name notebooks that end in .ipynb.");
    }

    private static string Tour(DataFolder data)
    {
        if (DataFolder.FindClone() is { } clone)
            return Path.Combine(clone, "notebooks", BundledNotebooks.Tour);
        var path = Path.Combine(data.Path, "notebooks", BundledNotebooks.Tour);
        BundledNotebooks.Write(BundledNotebooks.Tour, path);
        return path;
    }
}
