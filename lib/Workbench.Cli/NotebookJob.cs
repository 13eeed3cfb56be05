using System.Globalization;
using Workbench.Foundation;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;

namespace Workbench.Cli;

/// <summary>The run of one notebook: its executed copy, its figures and its report go to a folder of its own.</summary>
/// <param name="path">The notebook.</param>
/// <param name="folder">Where what it leaves goes.</param>
internal sealed class NotebookJob(string path, string folder)
{
    private const string Extension = ".ipynb";

    private readonly NotebookDocument kept = NotebookDocument.Read(path);

    /// <summary>The notebook.</summary>
    public string Path => path;

    /// <summary>Where what it leaves goes.</summary>
    public string Folder => folder;

    /// <summary>Whether the notebook's form has a place for outputs.</summary>
    public bool KeepsOutputs => System.IO.Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs it, and writes what it left, also when it failed.</summary>
    /// <returns>The executed notebook; null if it failed, which was said on stderr.</returns>
    public NotebookDocument? Run(IReadOnlyDictionary<string, string> parameters, CancellationToken token)
    {
        var document = NotebookDocument.Read(path);
        var name = System.IO.Path.GetFileName(path);
        var result = ProgressBars.During(work =>
            NotebookRunner.Run(document,
                new RunOptions { ParameterValues = parameters, Process = [.. ThisProgram.Command, "kernel", "stdio", "--headless"] },
                new CellBars(name, work), work.Token), Environment.ProcessorCount, token);
        document.Write(System.IO.Path.Combine(folder, System.IO.Path.ChangeExtension(name, Extension)));
        FigureFiles.Write(document, folder);
        var page = System.IO.Path.Combine(folder, "report.html");
        NotebookPage.Write(document, page);
        token.ThrowIfCancellationRequested();
        if (result.Failure is { } failure)
            Console.Error.WriteLine(failure);
        else
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {result.CellsRun} cells in {result.Elapsed.TotalSeconds:0.0} s"));
        Console.WriteLine(page);
        return result.Succeeded ? document : null;
    }

    /// <summary>Keeps the outputs of a run in the notebook itself, made small.</summary>
    public void Keep(NotebookDocument executed)
    {
        CommittedOutputs.Shrink(executed);
        executed.Write(path);
    }

    /// <summary>Whether the notebook holds the outputs of a run; what differs is said on stderr.</summary>
    public bool Holds(NotebookDocument executed)
    {
        CommittedOutputs.Shrink(kept);
        CommittedOutputs.Shrink(executed);
        var differences = OutputComparison.Between(kept, executed);
        foreach (var difference in differences)
            Console.Error.WriteLine(difference);
        if (differences.Count > 0)
            Console.Error.WriteLine($"{path} holds other outputs. Where the new ones are right, keep them: workbench run --save {path}");
        return differences.Count == 0;
    }

    /// <summary>Takes the outputs out of the notebook.</summary>
    public void Clean()
    {
        kept.ClearOutputs();
        kept.Write(path);
    }

    private sealed class CellBars(string notebook, Work work) : IProgress<CellProgress>
    {
        public void Report(CellProgress value) =>
            work.Report(new(notebook, value.Elapsed is null ? value.CellNumber - 1 : value.CellNumber,
                value.CellCount, value.FirstLine));
    }
}
