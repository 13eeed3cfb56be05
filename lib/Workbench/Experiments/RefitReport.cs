using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>Tells of a training on all songs, in batches. Nothing is judged in it, so no epoch is told of.</summary>
/// <param name="progress">Who is told.</param>
/// <param name="epochs">Epochs of the training.</param>
internal sealed class RefitReport(IProgress<WorkProgress> progress, int epochs) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) =>
        progress.Report(new("Training on all", (value.Epoch - 1L) * value.BatchCount + value.Batch, (long)epochs * value.BatchCount,
            FormattableString.Invariant(
                $"epoch {value.Epoch}/{epochs}, loss {value.TrainLoss:0.000}, {value.SamplesPerSecond:N0} samples/s")));
}
