namespace Workbench.Kernel.Languages;

/// <summary>Code of one language.</summary>
/// <param name="Text">
/// The lines of the code, below as many empty lines as the cell has lines above them: line numbers are the cell's.
/// </param>
/// <param name="CellName">What stack traces call the cell.</param>
/// <param name="Directive">The line that chose the language, with its options.</param>
internal sealed record CellCode(string Text, string CellName, CellDirective Directive);
