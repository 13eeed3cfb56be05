using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>How well a model answers songs that sound otherwise.</summary>
/// <param name="Shift">What was done to them.</param>
/// <param name="Measure">What is measured: the first headline of the task.</param>
/// <param name="Score">The score of the changed songs; null where it is undefined.</param>
/// <param name="Change">
/// That less the score of the songs as they are, paired; null where it is undefined, or there are not <see cref="EnoughArtists"/>.
/// </param>
public sealed record ShiftedScore(string Shift, Measure Measure, double? Score, PairedDifference? Change);
