using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>Tells of a training as of any long work, in batches; whoever draws it knows the time that is left from that.</summary>
/// <param name="progress">Who is told.</param>
/// <param name="epochs">Epochs of the training.</param>
internal sealed class TrainingReport(IProgress<WorkProgress> progress, int epochs) : IProgress<TrainingProgress>, IProgress<string>
{
    private EpochResult? latest;

    public void Report(TrainingProgress value)
    {
        latest = value.Finished ?? latest;
        var judged = latest is null ? "" : FormattableString.Invariant($", validation AUC {latest.ValidationRocAucMacro:0.000}");
        var work = new WorkProgress("Training", (value.Epoch - 1L) * value.BatchCount + value.Batch,
            (long)epochs * value.BatchCount, FormattableString.Invariant(
                $"epoch {value.Epoch}/{epochs}, loss {value.TrainLoss:0.000}{judged}, {value.SamplesPerSecond:N0} samples/s"));
        progress.Report(value.Finished is { } result ? new EpochProgress(work, result) : work);
    }

    public void Report(string value) => progress.Report(new("Checkpoint", 1, 1, value));
}
