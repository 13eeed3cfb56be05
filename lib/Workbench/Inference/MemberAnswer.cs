using System.Collections.Immutable;

namespace Workbench.Inference;

/// <summary>What one member of an ensemble says of a song.</summary>
/// <param name="Model">What it is called among the members.</param>
/// <param name="Weight">What it counts for, above 0; those of all members add to 1.</param>
/// <param name="Probabilities">One a label, 0 to 1 and calibrated, in the order of <see cref="SongAnswer.Labels"/>.</param>
public sealed record MemberAnswer(string Model, double Weight, ImmutableArray<double> Probabilities);
