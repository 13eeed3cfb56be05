using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Scripting;

/// <summary>What a cell came to, apart from what it wrote to its sink.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">The renderings of the trailing expression; null without one, and where it is null.</param>
/// <param name="Error">Why it did not complete; null if it did.</param>
public sealed record CellResult(CellOutcome Outcome, MimeBundle? Value = null, CellError? Error = null);
