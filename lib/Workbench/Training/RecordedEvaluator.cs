namespace Workbench.Training;

/// <summary>
/// Evaluates a training that has no songs to evaluate by: schedules hear the losses of another training, and the last epoch is the best.
/// </summary>
/// <param name="curve">The other training.</param>
internal sealed class RecordedEvaluator(LearningCurve curve) : IEvaluator
{
    /// <inheritdoc/>
    public bool Evaluates => false;

    /// <inheritdoc/>
    public (double Loss, double RocAucMacro) Run(int epoch, CancellationToken token) =>
        (curve.Epochs[Math.Min(epoch, curve.Epochs.Length - 1)].ValidationLoss, epoch);
}
