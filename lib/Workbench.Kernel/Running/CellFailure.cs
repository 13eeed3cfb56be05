using System.Globalization;

namespace Workbench.Kernel.Running;

/// <summary>The failure that ended a run. <see cref="ToString"/> is one message for people and for tools that jump to places.</summary>
/// <param name="Path">The notebook as the caller named it.</param>
/// <param name="CellNumber">The code cell, from 1, counted in the notebook as it was run (with the injected cell).</param>
/// <param name="Line">The line of the cell, from 1; null where none can be named.</param>
/// <param name="ErrorName">
/// The exception's type, or <c>CompilationError</c>, <c>ParameterError</c>, <c>TimeoutException</c>, <c>Interrupted</c>.
/// </param>
/// <param name="Message">What is wrong.</param>
public sealed record CellFailure(string Path, int CellNumber, int? Line, string ErrorName, string Message)
{
    /// <summary><c>file: cell N line L: Type: message</c>.</summary>
    public override string ToString() => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{Path}: cell {CellNumber} line {line}: {ErrorName}: {Message}")
        : string.Create(CultureInfo.InvariantCulture, $"{Path}: cell {CellNumber}: {ErrorName}: {Message}");
}
