namespace Workbench.Training;

/// <summary>Says how good the weights are after an epoch.</summary>
internal interface IEvaluator
{
    /// <summary>Whether there are songs to evaluate by, so that its results are worth telling.</summary>
    bool Evaluates { get; }

    /// <summary>Evaluates.</summary>
    /// <param name="epoch">From 0: the epoch that has just ended.</param>
    /// <param name="token">Looked at before every batch.</param>
    /// <returns>Mean loss of the segments, and mean area under the ROC curve over the labels.</returns>
    (double Loss, double RocAucMacro) Run(int epoch, CancellationToken token);
}
