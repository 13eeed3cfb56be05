namespace Workbench.Training.Kernels;

/// <summary>Part of a matrix.</summary>
/// <param name="Row">Its first row.</param>
/// <param name="Rows">Number of its rows.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Columns">Number of its columns.</param>
internal readonly record struct Block(int Row, int Rows, int Column, int Columns);
