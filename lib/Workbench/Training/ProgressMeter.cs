using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Training;

/// <summary>Measures the speed of a training and tells of it, not too often.</summary>
/// <param name="work">Who is told.</param>
/// <param name="interval">Least time between two reports within an epoch.</param>
/// <param name="task">What the training is called.</param>
/// <param name="epochs">Epochs of the training.</param>
/// <param name="batchCount">Batches of an epoch.</param>
/// <param name="tellsResults">Whether epochs are evaluated, and their results told.</param>
internal sealed class ProgressMeter(Work work, TimeSpan interval, string task, int epochs, int batchCount, bool tellsResults)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private long reportedAt = Stopwatch.GetTimestamp();
    private long samples;
    private EpochResult? latest;

    /// <summary>Counts a batch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="batchesDone">Batches of the epoch that are done.</param>
    /// <param name="rows">Songs of the batch.</param>
    /// <param name="meanLoss">Mean loss of the epoch so far.</param>
    public void Batch(int epoch, int batchesDone, int rows, double meanLoss)
    {
        samples += rows;
        if (work.Progress is not null && Stopwatch.GetElapsedTime(reportedAt) >= interval)
            Report(epoch, batchesDone, meanLoss, null);
    }

    /// <summary>Tells of an epoch.</summary>
    public void Epoch(EpochResult result)
    {
        latest = tellsResults ? result : null;
        Report(result.Epoch - 1, batchCount, result.TrainLoss, latest);
    }

    /// <summary>Tells of the end.</summary>
    public void End(LearningCurve curve) => work.Report(new TrainingEnd(task, (long)curve.Epochs.Length * batchCount, curve));

    private void Report(int epoch, int batchesDone, double meanLoss, EpochResult? finished)
    {
        work.Report(new TrainingProgress(task, epoch + 1, epochs, batchesDone, batchCount, meanLoss,
            samples / Stopwatch.GetElapsedTime(start).TotalSeconds, latest, finished));
        reportedAt = Stopwatch.GetTimestamp();
    }
}
