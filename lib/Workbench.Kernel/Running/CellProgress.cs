namespace Workbench.Kernel.Running;

/// <summary>How far a run is; reported when a cell starts and when it has ended.</summary>
/// <param name="CellNumber">The code cell, from 1.</param>
/// <param name="CellCount">Code cells in all.</param>
/// <param name="FirstLine">The first line of its code that is not blank.</param>
/// <param name="Elapsed">How long it took; null when it starts.</param>
public sealed record CellProgress(int CellNumber, int CellCount, string FirstLine, TimeSpan? Elapsed);
