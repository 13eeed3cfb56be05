namespace Workbench.Datasets;

/// <summary>Two labels that songs have together.</summary>
/// <param name="First">The one earlier in ordinal order.</param>
/// <param name="Second">The other.</param>
/// <param name="Tracks">Songs that have both.</param>
public sealed record LabelPair(string First, string Second, int Tracks);
