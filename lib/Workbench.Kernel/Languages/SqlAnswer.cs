using System.Data;

namespace Workbench.Kernel.Languages;

/// <summary>What came of a question to a database.</summary>
/// <param name="Shown">What the cell shows: a value for the formatter.</param>
/// <param name="Rows">The rows, for code of other languages.</param>
public sealed record SqlAnswer(object Shown, DataTable Rows);
