namespace Workbench.Evaluation;

/// <summary>How well one label is recognised.</summary>
/// <param name="Label">Its name.</param>
/// <param name="PositiveCount">Number of tracks that have it.</param>
/// <param name="Prevalence">Share of the tracks that have it: the average precision of guessing.</param>
/// <param name="RocAuc"><see cref="Evaluation.RocAuc"/>; null without positives or without negatives.</param>
/// <param name="AveragePrecision"><see cref="Evaluation.AveragePrecision"/>; null without positives.</param>
/// <param name="Precision">Share of the decisions for it that are right; 0 where there are none.</param>
/// <param name="Recall">Share of the tracks that have it for which it was decided; 0 where there are none.</param>
/// <param name="F1">Harmonic mean of precision and recall; 0 where nothing was right.</param>
public sealed record LabelScores(
    string Label, int PositiveCount, double Prevalence, double? RocAuc, double? AveragePrecision, double Precision,
    double Recall, double F1);
