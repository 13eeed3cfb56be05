namespace Workbench.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Batch">Batches of it that are done.</param>
/// <param name="BatchCount">Batches of an epoch.</param>
/// <param name="TrainLoss">Mean loss of the songs of this epoch so far.</param>
/// <param name="SamplesPerSecond">Songs learnt from in a second, validation included in the time.</param>
/// <param name="TimeLeft">Time that is left if all epochs are run.</param>
/// <param name="Finished">How the epoch went, if it has just ended.</param>
public sealed record TrainingProgress(
    int Epoch, int Batch, int BatchCount, double TrainLoss, double SamplesPerSecond, TimeSpan TimeLeft, EpochResult? Finished);
