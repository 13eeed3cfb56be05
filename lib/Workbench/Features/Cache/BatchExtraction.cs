using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Decodes and extracts files on several threads, and saves what they found batch by batch. At most one clip a thread is in memory.
/// </summary>
/// <param name="spec">What is asked for.</param>
/// <param name="parts">Its features, and behind them others that are extracted from the same decoding.</param>
/// <param name="store">Where they are looked for and saved.</param>
/// <param name="storage">How they are kept.</param>
internal sealed class BatchExtraction<T>(
    FeatureSpec spec, ImmutableArray<FeaturePart> parts, FeatureStore<T> store, IFeatureStorage<T> storage)
    where T : class
{
    private const int BatchSize = 16;
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(2);
    private readonly ImmutableArray<CacheKey> keys = [.. parts.Select(CacheKey.Of)];
    private readonly ConcurrentDictionary<string, FeatureExtractor> extractors = [];

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
            ExtractorOf([.. Enumerable.Range(0, spec.Features.Length)]).Open();
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
            store.SplitEarlier();
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
                return new(index, stamp, null, null, null, refusal);
            audioHash = Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(index, stamp, null, null, null, error.Message);
        }
        var contentHash = variant.ContentHash(audioHash);
        var found = store.Find(contentHash); // known under another name, or only touched
        if (found.Reason is not null || store.HasAsked(found.Parts))
            return OutcomeOf(index, stamp, audioHash, contentHash, found, []);
        try
        {
            return OutcomeOf(index, stamp, audioHash, contentHash, found, Extract(variant, found.Parts, work with { Threads = 1 }));
        }
        catch (OutOfMemoryException)
        {
            // That may be no fault of the song, and is not remembered.
            return new(index, stamp, null, null, null, "takes more memory than there is. Work with fewer threads, or cut it into parts.",
                found.IsDamaged);
        }
    }

    private FileOutcome<T> OutcomeOf(
        int index, FileStamp stamp, string audioHash, string contentHash, FoundFeatures<T> found, FreshFeature<T>[] fresh)
    {
        foreach (var (part, features, _) in fresh)
            found.Parts[part] = features;
        var isThere = store.HasAsked(found.Parts);
        var reason = found.Reason ?? (isThere ? store.WhyNotTogether(found.Parts)
            : fresh.First(feature => feature.Part < spec.Features.Length && feature.Reason is not null).Reason);
        return new(index, stamp, audioHash, contentHash, reason is null ? found.Parts : null, reason, found.IsDamaged)
        {
            Fresh = fresh,
            IsCached = fresh.Length == 0,
        };
    }

    /// <summary>Extracts what is not there, from one decoding.</summary>
    private FreshFeature<T>[] Extract(AudioVariant variant, T?[] found, Work work)
    {
        int[] missing = [.. Enumerable.Range(0, parts.Length).Where(part => found[part] is null)];
        var extractor = ExtractorOf(missing);
        ExtractedPart[] extracted;
        try
        {
            extracted = variant.Change is { } change
                ? extractor.ExtractParts(change(Read(variant.Path, work.Token), work.Token), work)
                : extractor.ExtractFileParts(variant.Path, work);
        }
        catch (UnreadableAudioException error)
        {
            return [.. missing.Select(part => new FreshFeature<T>(part, null, error.Reason))];
        }
        catch (WorkbenchException error) when (error is not OwnCodeException) // which is no fault of the song
        {
            return [.. missing.Select(part => new FreshFeature<T>(part, null, error.Message))];
        }
        catch (OwnCodeException error)
        {
            throw new OwnCodeException($"{variant.Path}: {error.Message}", error.InnerException ?? error);
        }
        return
        [
            .. missing.Zip(extracted, (part, one) => one.Values is { } values
                ? new FreshFeature<T>(part, storage.Keep(keys[part], values), null) // that the disk is full is no fault of the song
                : new(part, null, one.Failure!.Message)),
        ];
    }

    private FeatureExtractor ExtractorOf(int[] wanted) => extractors.GetOrAdd(string.Join(',', wanted),
        _ => FeatureExtractor.Of([.. wanted.Select(part => parts[part])]));

    private AudioClip Read(string path, CancellationToken token)
    {
        var clip = AudioFile.ReadMono(path, spec.SampleRate, token);
        return AudioScreen.Reject(clip) is { } rejected ? throw new UnreadableAudioException(path, rejected) : clip;
    }
}
