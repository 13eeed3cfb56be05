using Workbench.Kernel.Documents;

namespace Workbench.Kernel.Running;

/// <summary>
/// Runs notebooks without a front end, as papermill does: parameters in, outputs into the document, the first failure ends the run.
/// </summary>
public static class NotebookRunner
{
    /// <summary>A cell with this tag may throw: its error is an output, and the run goes on.</summary>
    public const string RaisesExceptionTag = "raises-exception";

    /// <summary>
    /// Runs all code cells from top to bottom in a new session. Without <see cref="RunOptions.Process"/> the console and the current folder
    /// of this process belong to the notebook meanwhile, so that a process runs one notebook at a time.
    /// </summary>
    /// <param name="document">The notebook; its outputs are replaced in place, also when the run fails.</param>
    /// <param name="options">Parameters and limits.</param>
    /// <param name="progress">Told when a cell starts and when it has ended.</param>
    /// <param name="token">Interrupts the running cell and ends the run.</param>
    /// <returns>What the run came to; failures of cells are in it and not thrown.</returns>
    /// <exception cref="NotebookException">
    /// Parameters for a notebook that takes none; or a process for it cannot be started.
    /// </exception>
    public static RunResult Run(NotebookDocument document, RunOptions? options = null, IProgress<CellProgress>? progress = null,
        CancellationToken token = default)
    {
        options ??= new RunOptions();
        var injected = options.ParameterValues.Count > 0 ? ParameterCell.Insert(document) : null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(document.Path))!;
        using ICellHost host = options.Process is { } command ? new NotebookProcess(command, folder) : new ThisProcess(folder, options);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (options.TotalTimeout is { } total)
            limit.CancelAfter(total);
        return new NotebookPass(document, options, host, injected, progress, token, limit.Token).Run();
    }
}
