namespace Workbench.Training;

/// <summary>
/// Judges a training that has no songs to judge by: schedules hear the losses of another training, and the last epoch is the best.
/// </summary>
/// <param name="curve">The other training.</param>
internal sealed class RecordedJudge(LearningCurve curve) : IJudge
{
    /// <inheritdoc/>
    public bool Judges => false;

    /// <inheritdoc/>
    public (double Loss, double RocAucMacro) Run(int epoch, CancellationToken token) =>
        (curve.Epochs[Math.Min(epoch, curve.Epochs.Length - 1)].ValidationLoss, epoch);
}
