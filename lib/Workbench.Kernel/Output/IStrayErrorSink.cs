using Workbench.Kernel.Errors;

namespace Workbench.Kernel.Output;

/// <summary>What an <see cref="IOutputSink"/> is too where errors that nobody catches on a cell's threads count as its failures.</summary>
internal interface IStrayErrorSink
{
    /// <summary>A thread that the cell has started ended with an error.</summary>
    void Stray(CellError error);
}
