using Workbench.Foundation;

namespace Workbench.Training;

/// <summary>How far a training is: in batches of all its epochs.</summary>
/// <param name="Task">What is being done, in a few words.</param>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="EpochCount">Epochs at most.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="BatchCount">Batches of an epoch.</param>
/// <param name="TrainLoss">Mean loss of the songs of this epoch so far.</param>
/// <param name="SamplesPerSecond">Songs learned from in a second, validation included in the time.</param>
/// <param name="Latest">How the latest epoch went that was evaluated; null before the first.</param>
/// <param name="Finished">How the epoch went, if it has just ended and was evaluated.</param>
public sealed record TrainingProgress(string Task, int Epoch, int EpochCount, int Batch, int BatchCount, double TrainLoss,
    double SamplesPerSecond, EpochResult? Latest, EpochResult? Finished) : WorkProgress(Task, (Epoch - 1L) * BatchCount + Batch,
        (long)EpochCount * BatchCount, Describe(Epoch, EpochCount, TrainLoss, SamplesPerSecond, Latest))
{
    private static string Describe(int epoch, int epochs, double loss, double speed, EpochResult? latest) =>
        FormattableString.Invariant($"epoch {epoch}/{epochs}, loss {loss:0.000}")
        + (latest is null ? "" : FormattableString.Invariant($", validation AUC {latest.ValidationRocAucMacro:0.000}"))
        + FormattableString.Invariant($", {speed:N0} samples/s");
}
