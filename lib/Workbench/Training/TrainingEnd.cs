using Workbench.Foundation;

namespace Workbench.Training;

/// <summary>That a training is over, and why.</summary>
/// <param name="Task">What was done, in a few words.</param>
/// <param name="BatchCount">Batches of all its epochs.</param>
/// <param name="Curve">How it went.</param>
public sealed record TrainingEnd(string Task, long BatchCount, LearningCurve Curve)
    : WorkProgress(Task, BatchCount, BatchCount)
{
    /// <inheritdoc/>
    public override string Outcome => Curve.ToString();
}
