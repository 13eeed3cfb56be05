namespace Workbench.Evaluation;

/// <summary>What one model of an ensemble counts for.</summary>
/// <param name="Weight">Above 0; those of an ensemble add to 1.</param>
/// <param name="Temperature">Its logits are divided by this: above 1 for a model that is too sure; 1 changes nothing.</param>
/// <param name="AddsToOne">Whether the probabilities of each song add to 1, as those of a softmax do.</param>
public sealed record Vote(double Weight, double Temperature, bool AddsToOne);
