using Workbench.Kernel.Errors;

namespace Workbench.Kernel.Languages;

/// <summary>Code of a cell that is wrong, with the place: it was not run, or not to its end.</summary>
internal sealed class CodeException(CellError error) : Exception(error.Message)
{
    /// <summary>What the cell's reader is told.</summary>
    public CellError Error => error;
}
