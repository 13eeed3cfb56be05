namespace Workbench.Evaluation;

/// <summary>What makes a threshold the best one of a label.</summary>
public enum ThresholdRule
{
    /// <summary>The highest F1: finds as much as it can while staying right.</summary>
    F1,

    /// <summary>
    /// The highest share of positives found less share of negatives called positive (Youden 1950): rare labels are decided for readily.
    /// </summary>
    Youden,

    /// <summary>The highest precision among the thresholds that find at least a given share of the positives.</summary>
    PrecisionAtRecall,
}
