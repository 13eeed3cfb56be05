using System.Collections.Immutable;
using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Extracts the features of many files, each only once: summaries are kept in the database, frames in half precision in files
/// beside it, each feature by itself, by the content of the file, the feature with its frames and <see cref="FeatureExtractor.Version"/>:
/// a feature more is extracted alone, and with one less, or other statistics, nothing is. A file whose path, size and time of last
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
    /// <param name="alongside">
    /// A spec of which what a file lacks is extracted too where the file is decoded anyway, and kept for later; null for none.
    /// </param>
    /// <returns>The songs in the order of the paths, whatever the number of threads; and the files that have none.</returns>
    /// <exception cref="InvalidSpecException">The spec is not valid.</exception>
    /// <exception cref="WorkbenchException">
    /// There are no paths, no file at all could be read, or the cache cannot be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ExtractionResult Extract(IReadOnlyList<string> audioPaths, FeatureSpec spec, Work? work = null, FeatureSpec? alongside = null)
    {
        if (audioPaths.Count == 0)
            throw new WorkbenchException("There are no audio files to extract features from; name at least one.");
        return ExtractVariants([.. audioPaths.Select(path => new AudioVariant(path))], spec, "Extracting features", work ?? Work.Default,
            alongside);
    }

    /// <summary>Extracts, or finds, the features of files as they are or changed.</summary>
    /// <param name="variants">At least one.</param>
    /// <param name="spec">What to extract: a row a song with statistics, all frames without.</param>
    /// <param name="task">What progress calls the work.</param>
    /// <param name="work">Told after each file; what is done when it is stopped is kept.</param>
    /// <param name="alongside">What a file lacks of this spec is extracted too where it is decoded anyway; null for none.</param>
    internal ExtractionResult ExtractVariants(
        IReadOnlyList<AudioVariant> variants, FeatureSpec spec, string task, Work work, FeatureSpec? alongside = null)
    {
        var all = TryExtract(variants, spec, task, work, alongside);
        return all.Rows.IsEmpty ? throw NothingReadable(all.Quarantined) : all;
    }

    /// <summary>The same, which may find nothing that can be read.</summary>
    internal ExtractionResult TryExtract(
        IReadOnlyList<AudioVariant> variants, FeatureSpec spec, string task, Work work, FeatureSpec? alongside = null)
    {
        ExtractionResult? all = null;
        Extract(variants, spec, alongside ?? spec.Alongside.FirstOrDefault(), task, inPieces: false,
            result => all = Complete(result, variants, spec, task, work), work);
        return all!;
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
        ExtractInPieces([.. audioPaths.Select(path => new AudioVariant(path))], spec, found, work);

    private void ExtractInPieces(AudioVariant[] variants, FeatureSpec spec, Action<ExtractionResult> found, Work work) =>
        Extract(variants, spec, spec.Alongside.FirstOrDefault(), "Listening", inPieces: true,
            piece => found(Complete(piece, variants, spec, "Listening", work with { Progress = null })), work);

    /// <summary>Adds to songs what their spec names alongside.</summary>
    private ExtractionResult Complete(
        ExtractionResult found, IReadOnlyList<AudioVariant> variants, FeatureSpec spec, string task, Work work)
    {
        foreach (var other in spec.Alongside)
            if (!found.Rows.IsEmpty)
                Extract([.. found.Rows.Select(row => variants[row])], other, null, task, inPieces: false,
                    more => found = found.Alongside(more), work);
        return found;
    }

    /// <summary>Looks what is there of the features of files, and writes nothing.</summary>
    /// <param name="variants">The files, as they are or changed.</param>
    /// <param name="spec">What would be extracted.</param>
    /// <param name="work">What stops it.</param>
    public CacheSurvey Survey(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, Work work) => spec.KeepsFrames
        ? Survey(variants, spec, new FrameStorage(FramesFolder), work)
        : Survey(variants, spec, new SummaryStorage(), work);

    private CacheSurvey Survey<T>(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, IFeatureStorage<T> takenStorage, Work work)
        where T : class
    {
        using var storage = takenStorage;
        using FeatureStore<T> store = new(database, spec, FeaturePart.Of(spec), storage, mayWrite: false);
        var missing = ImmutableArray.CreateBuilder<MissingFeatures>();
        var (cached, unreadable) = (0, 0);
        foreach (var variant in work.Each(variants))
        {
            var found = store.FindAudioHash(FileStamp.Of(variant.Path)) is { } audioHash
                ? store.Find(variant.ContentHash(audioHash)) : null;
            if (found?.Reason is not null)
                unreadable++;
            else if (found is not null && store.HasAsked(found.Parts))
                cached++;
            else
                missing.Add(new(variant, found is null ? spec
                    : spec with { Features = [.. spec.Features.Where((_, part) => found.Parts[part] is null)] }));
        }
        return new(cached, unreadable, missing.ToImmutable());
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

    private void Extract(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, FeatureSpec? alongside, string task, bool inPieces,
        Action<ExtractionResult> found, Work work)
    {
        FeatureExtractor.Check(spec);
        var parts = FeaturePart.Of(spec);
        if (alongside is not null && alongside.KeepsFrames == spec.KeepsFrames
            && (alongside.SampleRate, alongside.FftLength, alongside.HopLength) == (spec.SampleRate, spec.FftLength, spec.HopLength))
        {
            FeatureExtractor.Check(alongside);
            parts = [.. parts.Concat(FeaturePart.Of(alongside)).DistinctBy(part => part.Hash)];
        }
        if (spec.KeepsFrames)
            Extract(variants, spec, parts, new FrameStorage(FramesFolder), task, inPieces, found, work);
        else
            Extract(variants, spec, parts, new SummaryStorage(), task, inPieces, found, work);
    }

    private void Extract<T>(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, ImmutableArray<FeaturePart> parts,
        IFeatureStorage<T> takenStorage, string task, bool inPieces, Action<ExtractionResult> found, Work work)
        where T : class
    {
        using var inUse = FolderLock.Share(Path.GetDirectoryName(database.Path)!, work);
        using var storage = takenStorage;
        using FeatureStore<T> store = new(database, spec, parts, storage);
        var outcomes = new FileOutcome<T>?[variants.Count];
        FileStamp[] stamps = [.. work.Each(variants).Select(v => FileStamp.Of(v.Path))];
        foreach (var piece in work.Each(stamps.Index()).Chunk(PieceSize))
        {
            Take([.. work.Each(piece).Select(file => LookUp(store, file.Index, variants[file.Index], file.Item)).OfType<FileOutcome<T>>()]);
            store.SplitEarlier();
        }
        int[] pending = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null)];
        var (extracted, skipped, clock) = (0, outcomes.Count(o => o?.Reason is not null), Stopwatch.StartNew());
        Report();
        BatchExtraction<T> extraction = new(spec, parts, store, storage);
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
            found(Assemble(outcomes!));

        void Take(IReadOnlyList<FileOutcome<T>> piece)
        {
            foreach (var outcome in piece)
                outcomes[outcome.Index] = outcome with { Fresh = [] };
            if (inPieces && piece.Count > 0)
                found(Assemble(piece));
        }

        ExtractionResult Assemble(IReadOnlyList<FileOutcome<T>> piece)
        {
            FileOutcome<T>[] usable = [.. piece.Where(o => o.Features is not null)];
            return new([.. usable.Select(o => o.Index)],
                storage.Open(spec, parts[..spec.Features.Length], [.. usable.Select(o => o.Features!)]),
                [.. piece.Where(o => o.Reason is not null).Select(o => new QuarantinedFile(o.Index, variants[o.Index].Path, o.Reason!))],
                usable.Count(o => o.IsCached));
        }

        void Report() => work.Report(new(task, variants.Count - pending.Length + extracted, variants.Count,
            FormattableString.Invariant($"{extracted / Math.Max(clock.Elapsed.TotalSeconds, 1e-3):F1} songs/s, {skipped} skipped")));
    }

    private static FileOutcome<T>? LookUp<T>(FeatureStore<T> store, int index, AudioVariant variant, FileStamp stamp) where T : class
    {
        if (store.FindAudioHash(stamp) is not { } audioHash)
            return null;
        var found = store.Find(variant.ContentHash(audioHash));
        return found.Reason is null && !store.HasAsked(found.Parts) ? null
            : new(index, stamp, audioHash, variant.ContentHash(audioHash), found.Reason is null ? found.Parts : null, found.Reason)
            {
                IsCached = true,
            };
    }

    private static WorkbenchException NothingReadable(ImmutableArray<QuarantinedFile> files)
    {
        var reasons = files.DistinctBy(q => q.Reason).Take(ReasonsInError).Select(q => $"{q.Path}: {q.Reason.TrimEnd('.')}.");
        return new($"None of {files.Length} files could be read. {string.Join(' ', reasons)}");
    }
}
