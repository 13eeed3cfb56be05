namespace Workbench.Experiments;

/// <summary>The headline scores of the validation part of a run.</summary>
/// <param name="RocAucMacro">Area under the ROC curve, mean over the labels that have both positives and negatives.</param>
/// <param name="RocAucMicro">Area under the ROC curve over all label-song pairs.</param>
/// <param name="PrAucMacro">Average precision, mean over the labels that have positives.</param>
/// <param name="PrAucMicro">Average precision over all label-song pairs.</param>
public sealed record ValidationScores(double? RocAucMacro, double? RocAucMicro, double? PrAucMacro, double? PrAucMicro);
