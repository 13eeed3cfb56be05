using System.Collections.Immutable;
using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Extracts the features of many files, each only once: vectors are kept in the database by the content of the file, the
/// spec and <see cref="FeatureExtractor.Version"/>. A file whose path, size and time of last write are known is not even
/// read. Work is committed batch by batch, so that an extraction that was killed resumes where it stopped. Several
/// processes may work on one database.
/// </summary>
/// <param name="database">Where the vectors are kept.</param>
public sealed class FeatureCache(Database database)
{
    private const int ReasonsInError = 3;

    /// <summary>Extracts, or finds, one row of features a file.</summary>
    /// <param name="audioPaths">Sound files of any format and sample rate.</param>
    /// <param name="spec">What to extract; must have statistics.</param>
    /// <param name="threads">How many files are decoded at once, at least 1; one a processor is usual.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="token">Stops the work; what is done is kept.</param>
    /// <returns>The rows in the order of the paths, whatever the number of threads; and the files that have none.</returns>
    /// <exception cref="InvalidSpecException">The spec is not valid.</exception>
    /// <exception cref="WorkbenchException">
    /// The spec has no statistics, there are no paths, no file at all could be read, or the database cannot be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ExtractionResult Extract(IReadOnlyList<string> audioPaths, FeatureSpec spec, int threads, IProgress<WorkProgress>? progress = null, CancellationToken token = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        FeatureExtractor extractor = new(spec);
        if (spec.Statistics.Length == 0)
            throw new WorkbenchException("The feature cache holds one row a song, and this spec keeps every frame. Name at least one statistic, or take the frames of each clip with FeatureExtractor.");
        if (audioPaths.Count == 0)
            throw new WorkbenchException("There are no audio files to extract features from; name at least one.");

        using FeatureStore store = new(database, spec);
        FileStamp[] stamps = [.. audioPaths.Select(FileStamp.Of)];
        FileOutcome?[] outcomes = [.. stamps.Select((stamp, i) => LookUp(store, i, stamp))];
        int[] pending = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null)];
        var (extracted, skipped, clock) = (0, outcomes.Count(o => o?.Reason is not null), Stopwatch.StartNew());
        Report();
        BatchExtraction extraction = new(extractor, store, spec.SampleRate);
        extraction.Run(pending, stamps, threads, outcome =>
        {
            outcomes[outcome.Index] = outcome;
            extracted++;
            skipped += outcome.Reason is null ? 0 : 1;
            Report();
        }, token);
        return Assemble(audioPaths, outcomes, spec.ColumnNames);

        void Report() => progress?.Report(new("Extracting features", audioPaths.Count - pending.Length + extracted, audioPaths.Count,
            FormattableString.Invariant($"{extracted / Math.Max(clock.Elapsed.TotalSeconds, 1e-3):F1} songs/s, {skipped} skipped")));
    }

    private static FileOutcome? LookUp(FeatureStore store, int index, FileStamp stamp) =>
        store.FindAudioHash(stamp) is { } audioHash && store.Find(audioHash) is var (vector, reason) && (vector ?? (object?)reason) is not null
            ? new(index, stamp, audioHash, vector, reason, IsCached: true)
            : null;

    private static ExtractionResult Assemble(IReadOnlyList<string> audioPaths, FileOutcome?[] outcomes, ImmutableArray<string> columnNames)
    {
        ImmutableArray<QuarantinedFile> quarantined = [.. outcomes.Where(o => o!.Reason is not null).Select(o => new QuarantinedFile(audioPaths[o!.Index], o.Reason!))];
        FileOutcome[] found = [.. outcomes.Where(o => o!.Vector is not null)!];
        if (found.Length == 0)
            throw new WorkbenchException($"None of {audioPaths.Count} files could be read. {string.Join(' ', quarantined.DistinctBy(q => q.Reason).Take(ReasonsInError).Select(q => $"{q.Path}: {q.Reason.TrimEnd('.')}."))}");
        var values = new float[found.Length * columnNames.Length];
        for (var row = 0; row < found.Length; row++)
            found[row].Vector!.CopyTo(values, row * columnNames.Length);
        return new([.. found.Select(o => o.Index)], new(columnNames, values), quarantined, found.Count(o => o.IsCached));
    }
}
