namespace Workbench.Models;

/// <summary>
/// Replaces each square of a channel by its largest value; rows and columns that fill no square are dropped, as in PyTorch.
/// </summary>
/// <param name="Size">Side of the square and step between squares, at least 2.</param>
public sealed record MaxPool2d(int Size = 2) : Pool2d(Size);
