namespace Workbench.Training;

/// <summary>How one pass over the training part went.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainLoss">Mean loss of the songs as they were learned from: with dropout, augmentation and smoothed targets.</param>
/// <param name="ValidationLoss">Mean loss of the validation part after the epoch.</param>
/// <param name="ValidationRocAucMacro">Mean area under the ROC curve over the labels of the validation part, 0 to 1.</param>
/// <param name="Seconds">Time that the epoch took, validation included; of an epoch that was resumed the part since then.</param>
public sealed record EpochResult(int Epoch, double TrainLoss, double ValidationLoss, double ValidationRocAucMacro, double Seconds);
