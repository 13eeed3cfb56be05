using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>What a run found of one member of its ensemble, alone.</summary>
/// <param name="Model">What it is called among the members: the name of its model, with a number where that stands several times.</param>
/// <param name="Weight">What its probabilities count for in the ensemble, above 0; those of all members add to 1.</param>
/// <param name="Temperature">Its logits are divided by this first.</param>
/// <param name="Parameters">Trained numbers in it.</param>
/// <param name="SamplesPerEpoch">Songs, copies or segments of them, learned from in an epoch.</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, from 1.</param>
/// <param name="Validation">How it answers the validation part by itself, as it was trained.</param>
public sealed record MemberSummary(
    string Model, double Weight, double Temperature, long Parameters, long SamplesPerEpoch, int Epochs, int BestEpoch, Scores Validation);
