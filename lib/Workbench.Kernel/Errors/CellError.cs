namespace Workbench.Kernel.Errors;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">The exception's message, or the compiler's first error.</param>
/// <param name="Traceback">Lines for people; without absolute paths, so that they may be committed.</param>
/// <param name="Line">The line of the cell, from 1; null where none can be named.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, int? Line);
