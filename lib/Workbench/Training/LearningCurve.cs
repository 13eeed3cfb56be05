using System.Collections.Immutable;

namespace Workbench.Training;

/// <summary>The story of a training, epoch by epoch.</summary>
/// <param name="Epochs">At least one, in order.</param>
/// <param name="BestEpoch">Number (from 1) of the epoch whose weights were kept: highest validation macro ROC-AUC, lowest validation loss among equals.</param>
/// <param name="Stopped">Why it ended.</param>
public sealed record LearningCurve(ImmutableArray<EpochResult> Epochs, int BestEpoch, StopReason Stopped)
{
    /// <summary>The epoch whose weights were kept.</summary>
    public EpochResult Best() => Epochs[BestEpoch - 1];
}
