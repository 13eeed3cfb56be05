namespace Workbench.Evaluation;

/// <summary>How far the <see cref="LabelScores"/> would move with other artists; null where a score is undefined.</summary>
/// <param name="Label">Its name.</param>
/// <param name="RocAuc">Of the area under the ROC curve.</param>
/// <param name="AveragePrecision">Of the average precision.</param>
/// <param name="Precision">Of the precision.</param>
/// <param name="Recall">Of the recall.</param>
/// <param name="F1">Of F1.</param>
public sealed record LabelIntervals(string Label, Interval? RocAuc, Interval? AveragePrecision, Interval? Precision,
    Interval? Recall, Interval? F1);
