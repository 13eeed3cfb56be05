using System.Collections.Immutable;
using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Extracts the features of many files, each only once: summaries are kept in the database, frames in half precision in files
/// beside it, by the content of the file, the spec and <see cref="FeatureExtractor.Version"/>. A file whose path, size and time of last
/// write are known is not even read. Work is committed batch by batch, so that an extraction that was killed resumes where it stopped.
/// Several processes may work on one database.
/// </summary>
/// <param name="database">Where they are kept; frames in the folder <c>frames</c> beside it.</param>
internal sealed class FeatureCache(Database database)
{
    private const int ReasonsInError = 3;

    private string FramesFolder => Path.Combine(Path.GetDirectoryName(database.Path)!, "frames");

    /// <summary>Files that are looked up before the first of them are handed on.</summary>
    private const int PieceSize = 256;

    /// <summary>Extracts, or finds, the features of files.</summary>
    /// <param name="audioPaths">Sound files of any format and sample rate.</param>
    /// <param name="spec">What to extract: a row a song with statistics, all frames without.</param>
    /// <param name="work">
    /// How many files are decoded at once, one a processor being usual; told after each file; what is done when it is stopped is kept.
    /// Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The songs in the order of the paths, whatever the number of threads; and the files that have none.</returns>
    /// <exception cref="InvalidSpecException">The spec is not valid.</exception>
    /// <exception cref="WorkbenchException">
    /// There are no paths, no file at all could be read, or the cache cannot be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ExtractionResult Extract(IReadOnlyList<string> audioPaths, FeatureSpec spec, Work? work = null)
    {
        if (audioPaths.Count == 0)
            throw new WorkbenchException("There are no audio files to extract features from; name at least one.");
        return ExtractVariants([.. audioPaths.Select(path => new AudioVariant(path))], spec, "Extracting features", work ?? Work.Default);
    }

    /// <summary>Extracts, or finds, the features of files as they are or changed.</summary>
    /// <param name="variants">At least one.</param>
    /// <param name="spec">What to extract: a row a song with statistics, all frames without.</param>
    /// <param name="task">What progress calls the work.</param>
    /// <param name="work">Told after each file; what is done when it is stopped is kept.</param>
    internal ExtractionResult ExtractVariants(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, string task, Work work)
    {
        ExtractionResult? all = null;
        Extract(variants, spec, task, inPieces: false, result => all = result, work);
        return all!.Rows.IsEmpty ? throw NothingReadable(all.Quarantined) : all;
    }

    /// <summary>Extracts, or finds, the features of files, and hands them on as they come.</summary>
    /// <param name="audioPaths">Sound files of any format and sample rate.</param>
    /// <param name="spec">What to extract: a row a song with statistics, all frames without.</param>
    /// <param name="found">
    /// Given some of the files at a time, one call after the other: those that were there, and others in any order, as soon as they are
    /// kept.
    /// </param>
    /// <param name="work">Told after each file; what was handed on when it is stopped is kept.</param>
    public void ExtractInPieces(IReadOnlyList<string> audioPaths, FeatureSpec spec, Action<ExtractionResult> found, Work work) =>
        Extract([.. audioPaths.Select(path => new AudioVariant(path))], spec, "Listening", inPieces: true, found, work);

    /// <summary>Looks what is there of the features of files, and writes nothing.</summary>
    /// <param name="variants">The files, as they are or changed.</param>
    /// <param name="spec">What would be extracted.</param>
    /// <param name="work">What stops it.</param>
    public CacheSurvey Survey(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, Work work) => spec.KeepsFrames
        ? Survey(variants, spec, new FrameStorage(FramesFolder, spec.ColumnNames.Length), work)
        : Survey(variants, spec, new SummaryStorage(spec.ColumnNames.Length), work);

    private CacheSurvey Survey<T>(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, IFeatureStorage<T> takenStorage, Work work)
        where T : class
    {
        using var storage = takenStorage;
        using FeatureStore<T> store = new(database, spec, storage, mayWrite: false);
        FileOutcome<T>?[] found = [.. work.Each(variants).Select((variant, i) => LookUp(store, i, variant, FileStamp.Of(variant.Path)))];
        return new(found.Count(o => o?.Features is not null), found.Count(o => o?.Reason is not null),
            [.. Enumerable.Range(0, found.Length).Where(i => found[i] is null).Select(i => variants[i])]);
    }

    /// <summary>Why nothing can be kept; null if it can.</summary>
    public WorkbenchException? FindWhyReadOnly()
    {
        try
        {
            using var connection = database.OpenOrRead("", out var whyReadOnly);
            return whyReadOnly;
        }
        catch (WorkbenchException error)
        {
            return error;
        }
    }

    private void Extract(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, string task, bool inPieces,
        Action<ExtractionResult> found, Work work)
    {
        FeatureExtractor extractor = new(spec);
        if (spec.KeepsFrames)
            Extract(variants, spec, extractor, new FrameStorage(FramesFolder, spec.ColumnNames.Length), task, inPieces, found, work);
        else
            Extract(variants, spec, extractor, new SummaryStorage(spec.ColumnNames.Length), task, inPieces, found, work);
    }

    private void Extract<T>(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, FeatureExtractor extractor,
        IFeatureStorage<T> takenStorage, string task, bool inPieces, Action<ExtractionResult> found, Work work)
        where T : class
    {
        using var inUse = FolderLock.Share(Path.GetDirectoryName(database.Path)!, work);
        using var storage = takenStorage;
        using FeatureStore<T> store = new(database, spec, storage);
        var outcomes = new FileOutcome<T>?[variants.Count];
        FileStamp[] stamps = [.. work.Each(variants).Select(v => FileStamp.Of(v.Path))];
        foreach (var piece in work.Each(stamps.Index()).Chunk(PieceSize))
            Take([.. work.Each(piece).Select(file => LookUp(store, file.Index, variants[file.Index], file.Item)).OfType<FileOutcome<T>>()]);
        int[] pending = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null)];
        var (extracted, skipped, clock) = (0, outcomes.Count(o => o?.Reason is not null), Stopwatch.StartNew());
        Report();
        BatchExtraction<T> extraction = new(extractor, store, storage, spec.SampleRate);
        extraction.Run(pending, variants, stamps, outcome =>
        {
            extracted++;
            skipped += outcome.Reason is null ? 0 : 1;
            Report();
        }, Take, work);
        if (outcomes.Count(o => o!.IsRenewed) is > 0 and var renewed)
            work.Report(new WorkNotice($"{renewed} of {variants.Count} songs were extracted anew: what {database.Path} kept of them was "
                + $"damaged or gone, for instance of {variants[outcomes.First(o => o!.IsRenewed)!.Index].Path}."));
        if (!inPieces)
            found(Assemble(variants, outcomes!, spec.ColumnNames, storage));

        void Take(IReadOnlyList<FileOutcome<T>> piece)
        {
            foreach (var outcome in piece)
                outcomes[outcome.Index] = outcome;
            if (inPieces && piece.Count > 0)
                found(Assemble(variants, piece, spec.ColumnNames, storage));
        }

        void Report() => work.Report(new(task, variants.Count - pending.Length + extracted, variants.Count,
            FormattableString.Invariant($"{extracted / Math.Max(clock.Elapsed.TotalSeconds, 1e-3):F1} songs/s, {skipped} skipped")));
    }

    private static FileOutcome<T>? LookUp<T>(FeatureStore<T> store, int index, AudioVariant variant, FileStamp stamp) where T : class =>
        store.FindAudioHash(stamp) is { } audioHash && variant.ContentHash(audioHash) is var contentHash
        && store.Find(contentHash) is var (features, reason, _) && (features ?? (object?)reason) is not null
            ? new(index, stamp, audioHash, contentHash, features, reason, IsCached: true)
            : null;

    private static ExtractionResult Assemble<T>(IReadOnlyList<AudioVariant> variants, IReadOnlyList<FileOutcome<T>> outcomes,
        ImmutableArray<string> columnNames, IFeatureStorage<T> storage)
        where T : class
    {
        FileOutcome<T>[] found = [.. outcomes.Where(o => o.Features is not null)];
        return new([.. found.Select(o => o.Index)], storage.Open(columnNames, [.. found.Select(o => o.Features!)]),
            [.. outcomes.Where(o => o.Reason is not null).Select(o => new QuarantinedFile(o.Index, variants[o.Index].Path, o.Reason!))],
            found.Count(o => o.IsCached));
    }

    private static WorkbenchException NothingReadable(ImmutableArray<QuarantinedFile> files)
    {
        var reasons = files.DistinctBy(q => q.Reason).Take(ReasonsInError).Select(q => $"{q.Path}: {q.Reason.TrimEnd('.')}.");
        return new($"None of {files.Length} files could be read. {string.Join(' ', reasons)}");
    }
}
