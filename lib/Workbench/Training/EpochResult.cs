namespace Workbench.Training;

/// <summary>How one pass over the training part went.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainLoss">Mean loss of the songs as they were learned from: with dropout, augmentation and smoothed targets.</param>
/// <param name="ValidationLoss">Mean loss of the validation part after the epoch.</param>
/// <param name="ValidationRocAucMacro">Mean area under the ROC curve over the labels of the validation part, 0 to 1.</param>
/// <param name="Seconds">Time that the epoch took, validation included; of an epoch that was resumed the part since then.</param>
public sealed record EpochResult(int Epoch, double TrainLoss, double ValidationLoss, double ValidationRocAucMacro, double Seconds)
{
    /// <summary>The best of some epochs.</summary>
    /// <param name="epochs">At least one, in order.</param>
    internal static EpochResult BestOf(IEnumerable<EpochResult> epochs) =>
        epochs.Aggregate((best, next) => next.IsBetterThan(best) ? next : best);

    /// <summary>
    /// Which of two epochs is the better one: higher validation macro ROC-AUC, lower validation loss among equals. Of epochs that are equal
    /// in both, the first is kept.
    /// </summary>
    internal bool IsBetterThan(EpochResult other) =>
        (ValidationRocAucMacro, -ValidationLoss).CompareTo((other.ValidationRocAucMacro, -other.ValidationLoss)) > 0;
}
