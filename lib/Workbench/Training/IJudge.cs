namespace Workbench.Training;

/// <summary>Says how good the weights are after an epoch.</summary>
internal interface IJudge
{
    /// <summary>Judges.</summary>
    /// <param name="epoch">From 0: the epoch that has just ended.</param>
    /// <returns>Mean loss of the segments, and mean area under the ROC curve over the labels.</returns>
    (double Loss, double RocAucMacro) Run(int epoch);
}
