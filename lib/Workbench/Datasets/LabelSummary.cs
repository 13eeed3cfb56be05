namespace Workbench.Datasets;

/// <summary>How much there is of a label.</summary>
/// <param name="Label">The genre.</param>
/// <param name="Tracks">Songs that have it.</param>
/// <param name="Artists">Artists who have such songs; a song without one counts as an artist of its own.</param>
public sealed record LabelSummary(string Label, int Tracks, int Artists);
