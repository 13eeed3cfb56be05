namespace Workbench.Inference;

/// <summary>What a model says of one label of a song.</summary>
/// <param name="Label">The label.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Threshold">From which probability on the label is decided for; null where the highest one decides.</param>
/// <param name="IsDecided">Whether the label is decided for.</param>
public sealed record LabelAnswer(string Label, double Probability, double? Threshold, bool IsDecided);
