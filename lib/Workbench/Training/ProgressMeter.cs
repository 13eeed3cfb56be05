using System.Diagnostics;

namespace Workbench.Training;

/// <summary>Measures the speed of a training and tells of it, not too often.</summary>
/// <param name="options">Who is told, and how often.</param>
/// <param name="epochs">Epochs of the training.</param>
/// <param name="batchCount">Batches of an epoch.</param>
internal sealed class ProgressMeter(TrainingOptions options, int epochs, int batchCount)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private long reportedAt = Stopwatch.GetTimestamp();
    private long batches, samples;

    /// <summary>Counts a batch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="batchesDone">Batches of the epoch that are done.</param>
    /// <param name="rows">Songs of the batch.</param>
    /// <param name="meanLoss">Mean loss of the epoch so far.</param>
    public void Batch(int epoch, int batchesDone, int rows, double meanLoss)
    {
        batches++;
        samples += rows;
        if (options.Progress is not null && Stopwatch.GetElapsedTime(reportedAt) >= options.ProgressInterval)
            Report(epoch, batchesDone, meanLoss, null);
    }

    /// <summary>Tells of an epoch.</summary>
    public void Epoch(EpochResult result) => Report(result.Epoch - 1, batchCount, result.TrainLoss, result);

    private void Report(int epoch, int batchesDone, double meanLoss, EpochResult? finished)
    {
        var elapsed = Stopwatch.GetElapsedTime(start);
        var left = (long)(epochs - epoch) * batchCount - batchesDone;
        options.Progress?.Report(new(epoch + 1, batchesDone, batchCount, meanLoss, samples / elapsed.TotalSeconds,
            elapsed * ((double)left / Math.Max(1, batches)), finished));
        reportedAt = Stopwatch.GetTimestamp();
    }
}
