using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Running;

/// <summary>Where the cells of a run are executed: in this process, or in one of the notebook's own.</summary>
internal interface ICellHost : IDisposable
{
    /// <summary>Runs a cell to its end.</summary>
    /// <param name="code">Its source.</param>
    /// <param name="language">The language of its first lines; C# if null.</param>
    /// <param name="cellName">What stack traces call it.</param>
    /// <param name="sink">Where its outputs go.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>How it ended.</returns>
    CellResult Execute(string code, string? language, string cellName, DocumentSink sink, CancellationToken token);

    /// <summary>The code that gives variables of the cells so far their values.</summary>
    /// <param name="values">Names and texts.</param>
    /// <exception cref="NotebookException">Names and texts that do not fit, all together.</exception>
    string Assignments(IReadOnlyDictionary<string, string> values);
}
