using System.Globalization;

namespace Workbench.Kernel.Documents;

/// <summary>
/// An output that is not what the notebook holds. <see cref="ToString"/> is one message for people and for tools that jump to places.
/// </summary>
/// <param name="Path">The notebook as the caller named it.</param>
/// <param name="CellNumber">The code cell, from 1.</param>
/// <param name="What">What differs.</param>
public sealed record OutputDifference(string Path, int CellNumber, string What)
{
    /// <summary><c>file: cell N: what</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}: cell {CellNumber}: {What}");
}
