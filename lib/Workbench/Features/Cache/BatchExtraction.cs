using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Decodes and extracts files on several threads, and saves what they found batch by batch. At most one clip a thread is in memory.
/// </summary>
internal sealed class BatchExtraction<T>(FeatureExtractor extractor, FeatureStore<T> store, IFeatureStorage<T> storage, int sampleRate)
    where T : class
{
    private const int BatchSize = 16;
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Processes files. However it ends, no thread is left running; if it is stopped, what was finished is saved first.
    /// </summary>
    /// <param name="pending">Indices of the files to process.</param>
    /// <param name="variants">All that is asked for.</param>
    /// <param name="stamps">Their files.</param>
    /// <param name="finished">Called on one thread for each file, in the order in which they end.</param>
    /// <param name="saved">Called on the same thread with the files of each batch, when they are saved.</param>
    /// <param name="work">Threads, and what stops it.</param>
    public void Run(IReadOnlyList<int> pending, IReadOnlyList<AudioVariant> variants, IReadOnlyList<FileStamp> stamps,
        Action<FileOutcome<T>> finished, Action<IReadOnlyList<FileOutcome<T>>> saved, Work work) => work.Apart(inner =>
    {
        Process(pending, variants, stamps, finished, saved, inner);
        return true;
    });

    private void Process(IReadOnlyList<int> pending, IReadOnlyList<AudioVariant> variants, IReadOnlyList<FileStamp> stamps,
        Action<FileOutcome<T>> finished, Action<IReadOnlyList<FileOutcome<T>>> saved, Work work)
    {
        if (pending.Count > 0)
        {
            store.RequireWritable();
            extractor.Open();
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(work.Token);
        using BlockingCollection<FileOutcome<T>> outcomes = new(boundedCapacity: BatchSize);
        var next = -1;
        var workers = Task.WhenAll(Enumerable.Range(0, Math.Min(work.Threads, pending.Count))
            .Select(_ => Task.Factory.StartNew(TakeFiles, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var ending = workers.ContinueWith(_ => outcomes.CompleteAdding(), TaskScheduler.Default);
        try
        {
            SaveInBatches(outcomes, finished, saved);
        }
        finally
        {
            stop.Cancel();
            foreach (var _ in outcomes.GetConsumingEnumerable(CancellationToken.None)) { } // lets threads go that wait for room
            ending.Wait(CancellationToken.None);
        }
        workers.GetAwaiter().GetResult();
        work.ThrowIfStopped();

        void TakeFiles()
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < pending.Count)
                    outcomes.Add(Process(pending[i], variants[pending[i]], stamps[pending[i]], work with { Token = stop.Token }),
                        CancellationToken.None);
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

    private void SaveInBatches(BlockingCollection<FileOutcome<T>> outcomes, Action<FileOutcome<T>> finished,
        Action<IReadOnlyList<FileOutcome<T>>> saved)
    {
        List<FileOutcome<T>> batch = [];
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
                Save();
                sinceSaved.Restart();
            }
        }
        Save();

        void Save()
        {
            store.Save(batch);
            saved(batch);
            batch.Clear();
        }
    }

    private FileOutcome<T> Process(int index, AudioVariant variant, FileStamp stamp, Work work)
    {
        string audioHash;
        try
        {
            using var stream = RegularFile.TryOpen(stamp.Path, 4096, out var refusal);
            if (stream is null)
                return new(index, stamp, null, null, null, refusal, IsCached: false);
            audioHash = Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(index, stamp, null, null, null, error.Message, IsCached: false);
        }
        var contentHash = variant.ContentHash(audioHash);
        var (features, reason, isDamaged) = store.Find(contentHash); // known under another name, or only touched
        if (features is not null || reason is not null)
            return new(index, stamp, audioHash, contentHash, features, reason, IsCached: true, isDamaged);
        try
        {
            (features, reason) = Extract(variant, work with { Threads = 1 });
        }
        catch (OutOfMemoryException)
        {
            // That may be no fault of the song, and is not remembered.
            return new(index, stamp, null, null, null, "takes more memory than there is. Work with fewer threads, or cut it into parts.",
                IsCached: false, isDamaged);
        }
        return new(index, stamp, audioHash, contentHash, features, reason, IsCached: false, isDamaged);
    }

    private (T? Features, string? Reason) Extract(AudioVariant variant, Work work)
    {
        FeatureMatrix extracted;
        try
        {
            extracted = variant.Change is { } change ? extractor.Extract(change(Read(variant.Path, work.Token), work.Token), work)
                : extractor.ExtractFile(variant.Path, work);
        }
        catch (UnreadableAudioException error)
        {
            return (null, error.Reason);
        }
        catch (WorkbenchException error)
        {
            return (null, error.Message);
        }
        return (storage.Keep(extracted), null); // that the disk is full is no fault of the song
    }

    private AudioClip Read(string path, CancellationToken token)
    {
        var clip = AudioFile.ReadMono(path, sampleRate, token);
        return AudioScreen.Reject(clip) is { } rejected ? throw new UnreadableAudioException(path, rejected) : clip;
    }
}
