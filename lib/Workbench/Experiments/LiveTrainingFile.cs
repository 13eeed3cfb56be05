using System.Diagnostics;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>The file by which an experiment under way tells of itself. Told from any thread; written twice a second at most.</summary>
internal sealed class LiveTrainingFile : IDisposable
{
    private const string Name = "training";

    /// <summary>Pauses are so many times as long as writing took, within limits, so that a slow disk slows no training.</summary>
    private const double PauseRatio = 50;
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly WorkClock clock = new();
    private readonly List<EpochResult> epochs = [];
    private readonly string path;
    private LiveTraining training;
    private TimeSpan pause = LeastPause;
    private long writtenAt;
    private bool isOver;

    public LiveTrainingFile(string folder, LiveTraining training)
    {
        (path, this.training) = (TemporaryName.Of(Path.Combine(folder, Name)), training);
        lock (gate)
            Write();
    }

    /// <summary>Whether a path is that of such a file, and not of what is being written to replace one.</summary>
    public static bool Is(string path) =>
        TemporaryName.Is(path) && Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(path)) == Name;

    /// <summary>Work that tells this file too how far it is.</summary>
    public Work Follow(Work work) => work with { Progress = new Listener(this, work.Progress) };

    /// <summary>Writes what was heard last.</summary>
    public void Flush()
    {
        lock (gate)
            Write();
    }

    /// <summary>Removes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            Try(() => File.Delete(path));
        }
    }

    private void Hear(WorkProgress value)
    {
        lock (gate)
        {
            if (value is WorkNotice || (value.Task == training.Task && value.Done < training.Done)) // several threads, out of order
                return;
            clock.Hear(value);
            if (value is TrainingProgress { Finished: { } epoch } && double.IsFinite(epoch.TrainLoss + epoch.ValidationLoss))
                Add(epoch); // JSON has no infinity
            training = training with
            {
                Task = value.Task,
                Done = value.Done,
                Total = value.Total,
                Detail = value.Detail,
                SecondsLeft = clock.Left?.TotalSeconds,
                Updated = DateTimeOffset.UtcNow,
            };
            if (Stopwatch.GetElapsedTime(writtenAt) >= pause)
                Write();
        }
    }

    private void Add(EpochResult epoch)
    {
        if (epochs.Count > 0 && epoch.Epoch <= epochs[^1].Epoch)
            epochs.Clear(); // the next member of an ensemble
        epochs.Add(epoch);
        if (epochs.Count <= LiveTrainings.MostEpochs)
            return;
        var best = EpochResult.BestOf(epochs);
        var thinned = epochs.Where((e, i) => i % 2 == 0 || i >= epochs.Count / 2 || e == best).ToList();
        epochs.Clear();
        epochs.AddRange(thinned);
    }

    private void Write()
    {
        if (isOver)
            return;
        var start = Stopwatch.GetTimestamp();
        Try(() =>
        {
            PrivateFolder.Create(Path.GetDirectoryName(path)!);
            AtomicFile.WriteText(path, SpecJson.Write(training with { Epochs = [.. epochs] }));
        });
        writtenAt = Stopwatch.GetTimestamp();
        pause = TimeSpan.FromTicks(Math.Clamp((PauseRatio * Stopwatch.GetElapsedTime(start, writtenAt)).Ticks,
            LeastPause.Ticks, LongestPause.Ticks));
    }

    /// <summary>That nobody can watch is no reason to end a training.</summary>
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk is said where something is to be kept.
        }
    }

    private sealed class Listener(LiveTrainingFile file, IProgress<WorkProgress>? other) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            file.Hear(value);
            other?.Report(value);
        }
    }
}
