using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Decodes and extracts files on several threads, and saves what they found batch by batch on the calling thread. At most
/// one clip a thread is in memory.
/// </summary>
internal sealed class BatchExtraction(FeatureExtractor extractor, FeatureStore store, int sampleRate)
{
    private const int BatchSize = 16;
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(2);

    /// <summary>Processes files. However it ends, no thread is left running; if it is cancelled, what was finished is saved first.</summary>
    /// <param name="pending">Indices of the files to process.</param>
    /// <param name="stamps">All files.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="finished">Called on the calling thread for each file, in the order in which they end.</param>
    /// <param name="token">Stops the work.</param>
    public void Run(IReadOnlyList<int> pending, IReadOnlyList<FileStamp> stamps, int threads, Action<FileOutcome> finished, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        using BlockingCollection<FileOutcome> outcomes = new(boundedCapacity: BatchSize);
        var next = -1;
        var workers = Task.WhenAll(Enumerable.Range(0, Math.Min(threads, pending.Count))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var ending = workers.ContinueWith(_ => outcomes.CompleteAdding(), TaskScheduler.Default);
        try
        {
            SaveInBatches(outcomes, finished);
        }
        finally
        {
            stop.Cancel();
            foreach (var _ in outcomes.GetConsumingEnumerable(CancellationToken.None)) { } // lets threads go that wait for room
            ending.Wait(CancellationToken.None);
        }
        workers.GetAwaiter().GetResult();
        token.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < pending.Count)
                    outcomes.Add(Process(pending[i], stamps[pending[i]], stop.Token), CancellationToken.None);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The file that was being decoded is given up.
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }

    private void SaveInBatches(BlockingCollection<FileOutcome> outcomes, Action<FileOutcome> finished)
    {
        List<FileOutcome> batch = [];
        var sinceSaved = Stopwatch.StartNew();
        while (!outcomes.IsCompleted)
        {
            if (outcomes.TryTake(out var outcome, BatchTime))
            {
                batch.Add(outcome);
                finished(outcome);
            }
            if (batch.Count >= BatchSize || sinceSaved.Elapsed >= BatchTime)
            {
                store.Save(batch);
                batch.Clear();
                sinceSaved.Restart();
            }
        }
        store.Save(batch);
    }

    private FileOutcome Process(int index, FileStamp stamp, CancellationToken token)
    {
        string audioHash;
        try
        {
            using var stream = File.OpenRead(stamp.Path);
            audioHash = Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(index, stamp, null, null, error.Message, IsCached: false);
        }
        var (vector, reason) = store.Find(audioHash); // known under another name, or only touched
        var isCached = vector is not null || reason is not null;
        if (!isCached)
            (vector, reason) = Extract(stamp.Path, token);
        return new(index, stamp, audioHash, vector, reason, isCached);
    }

    private (float[]? Vector, string? Reason) Extract(string path, CancellationToken token)
    {
        try
        {
            var clip = AudioFile.ReadMono(path, sampleRate, token);
            return AudioScreen.Reject(clip) is { } rejected ? (null, rejected) : (extractor.Extract(clip).Row(0).ToArray(), null);
        }
        catch (UnreadableAudioException error)
        {
            return (null, error.Reason);
        }
        catch (WorkbenchException error)
        {
            return (null, error.Message);
        }
    }
}
