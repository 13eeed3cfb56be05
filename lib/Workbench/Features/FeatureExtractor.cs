using System.Collections.Concurrent;
using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Takes the features of a <see cref="FeatureSpec"/> from clips. One instance serves any number of clips and threads; it
/// keeps the buffers of as many clips as were ever extracted at once.
/// </summary>
/// <remarks>
/// A clip that is longer than seven minutes is analysed in parts of seven minutes, so that memory stays bounded: each is tuned, and its
/// decibels are limited, by itself. Features that need the whole clip (<see cref="Centered"/>, <see cref="Duration"/>,
/// <see cref="CustomFeature"/>) are taken from it whole; what else their spec names has the same values as without them.
/// </remarks>
public sealed class FeatureExtractor
{
    /// <summary>Raised whenever the numbers change, so that caches do not mix old with new.</summary>
    public const int Version = 5;

    /// <summary>Length of the parts of a long clip, in seconds.</summary>
    internal const int PartSeconds = 420;

    private readonly FeatureSpec spec;
    private readonly ImmutableArray<FeaturePart> parts;
    private readonly ImmutableArray<ImmutableArray<string>> columnNames;
    private readonly Lock gate = new();
    private readonly Lazy<(FeatureExtractor Local, FeatureExtractor Whole)>? sides;
    private readonly ConcurrentBag<Workspace> idle = [];
    private readonly ConcurrentBag<float[]> idleSamples = [];
    private readonly bool isLocal;
    private ImmutableArray<IFeatureCalculator> calculators;

    /// <summary>Makes an extractor.</summary>
    /// <param name="spec">What to extract.</param>
    /// <exception cref="InvalidSpecException">The spec is not valid, or one of a table.</exception>
    public FeatureExtractor(FeatureSpec spec) : this(Check(spec), FeaturePart.Of(spec))
    {
    }

    private FeatureExtractor(FeatureSpec spec, ImmutableArray<FeaturePart> parts)
    {
        (this.spec, this.parts) = (spec, parts);
        columnNames = [.. parts.Select(part => part.Spec.ColumnNames)];
        isLocal = parts.All(part => part.Feature.IsLocal);
        if (!isLocal && parts.Any(part => part.Feature.IsLocal))
            sides = new(() => (Of([.. parts.Where(part => part.Feature.IsLocal)]), Of([.. parts.Where(part => !part.Feature.IsLocal)])));
    }

    /// <summary>An extractor of parts of one or of several specs of the same frames, all of them valid.</summary>
    internal static FeatureExtractor Of(ImmutableArray<FeaturePart> parts) =>
        new(parts[0].Spec with { Features = [.. parts.Select(part => part.Feature)] }, parts);

    /// <summary>Checks that a spec can be extracted.</summary>
    /// <exception cref="InvalidSpecException">It is not valid, or one of a table.</exception>
    internal static FeatureSpec Check(FeatureSpec spec)
    {
        spec.Validate();
        return spec.Table is not { Path: var table } ? spec : throw new InvalidSpecException(nameof(FeatureSpec),
            [$"Features of the table {table} cannot be taken from audio; name features, for instance FeatureSpec.Fma518."]);
    }

    private int PartFrames => PartSeconds * spec.SampleRate / spec.HopLength;

    /// <summary>
    /// Opens what features read from files, which else the first clip does: for those who would not blame a clip for a missing file, or
    /// for code that is to be defined first.
    /// </summary>
    internal ImmutableArray<IFeatureCalculator> Open()
    {
        lock (gate)
        {
            if (calculators.IsDefault)
                calculators = [.. parts.Select(part => part.Feature.CreateCalculator(part.Spec))];
            return calculators;
        }
    }

    /// <summary>Extracts the features of one clip; several channels are averaged first.</summary>
    /// <param name="clip">Sound at the spec's sample rate.</param>
    /// <param name="work">What stops the extraction from a long clip; null for <see cref="Work.Default"/>.</param>
    /// <returns>One row of statistics, or, for a spec without statistics, a row a frame.</returns>
    /// <exception cref="WorkbenchException">The clip has another sample rate, no samples, or samples that are not finite.</exception>
    public FeatureMatrix Extract(AudioClip clip, Work? work = null)
    {
        work ??= Work.Default;
        if (clip.SampleRate != spec.SampleRate)
            throw new WorkbenchException($"The clip has {clip.SampleRate} Hz, the features are of {spec.SampleRate} Hz; "
                + $"read it with AudioFile.ReadMono(path, {spec.SampleRate}).");
        var mono = clip.ToMono();
        SoundCheck.Require(mono.Channel(0));
        return Join(Take(mono, work));
    }

    /// <summary>Extracts the features of a sound file while it is decoded.</summary>
    /// <param name="path">The file.</param>
    /// <param name="work">What stops it; told if the file gives less sound than it should have.</param>
    /// <exception cref="UnreadableAudioException">It cannot be decoded, is too short, or is silent.</exception>
    internal FeatureMatrix ExtractFile(string path, Work work) => Join(ExtractFileParts(path, work));

    /// <summary>As <see cref="ExtractFile"/>, each feature by itself: that one fails costs no other.</summary>
    internal ExtractedPart[] ExtractFileParts(string path, Work work)
    {
        var song = Begin(work);
        AudioScreen screen = new(spec.SampleRate, song);
        var decoding = AudioFile.Decode(path, new MonoSink(path, spec.SampleRate, screen, work.Token), work.Token);
        if (screen.Reject() is { } rejected)
            throw new UnreadableAudioException(path, rejected);
        if (decoding.Warning is { } warning)
            work.Report(new WorkNotice($"{path} {warning}"));
        return song.Finish();
    }

    /// <summary>Each feature of a clip by itself.</summary>
    /// <exception cref="WorkbenchException">A sample is no sound.</exception>
    internal ExtractedPart[] ExtractParts(AudioClip clip, Work work)
    {
        var mono = clip.ToMono();
        SoundCheck.Require(mono.Channel(0));
        return Take(mono, work);
    }

    /// <summary>Extracts the features of a clip of one channel, whatever its length, at once.</summary>
    internal FeatureMatrix ExtractWhole(AudioClip mono, Work work) => Join(AtOnce(mono, work));

    /// <summary>Extracts the features of a clip of one channel that a song's samples made, and that was not taken in parts.</summary>
    internal ExtractedPart[] Finish(AudioClip mono, Work work) => isLocal ? AtOnce(mono, work) : Take(mono, work);

    /// <summary>Begins to extract the features of a song whose samples, of one channel at the spec's rate, are still to come.</summary>
    /// <param name="work">What stops the extraction.</param>
    internal SongExtraction Begin(Work work) =>
        new(this, spec, isLocal ? PartFrames : int.MaxValue, idleSamples.TryTake(out var samples) ? samples : [], work);

    /// <summary>Takes back the room for samples, for the next song.</summary>
    internal void End(float[] samples)
    {
        if (isLocal) // other features may have kept the clip
            idleSamples.Add(samples);
    }

    /// <summary>Some frames of a clip, a copy of the rows of each feature.</summary>
    internal FrameRows[] Frames(AudioClip mono, int first, int count, Work work) =>
        WithRows(mono, work, (rows, failures) => failures.FirstOrDefault(failure => failure is not null) is { } failed
            ? throw failed
            : rows.Select(r => r.Frames(first, count)).ToArray());

    /// <summary>One row of statistics a feature, or a row a frame.</summary>
    /// <param name="song">The parts of the song, in order: the rows of each feature.</param>
    internal ExtractedPart[] ToParts(IReadOnlyList<FrameRows[]> song) =>
        [.. Enumerable.Range(0, parts.Length).Select(i => new ExtractedPart(ToMatrix(i, [.. song.Select(features => features[i])])))];

    private FeatureMatrix Join(ExtractedPart[] extracted) =>
        FeaturePart.Join(spec, parts, [.. extracted.Select(part => part.Require())]);

    private ExtractedPart[] Take(AudioClip mono, Work work)
    {
        if (mono.SampleCount <= PartFrames * spec.HopLength)
            return AtOnce(mono, work);
        if (sides is { Value: var (local, whole) })
        {
            var (ofLocal, ofWhole) = (new Queue<ExtractedPart>(local.Take(mono, work)), new Queue<ExtractedPart>(whole.AtOnce(mono, work)));
            return [.. parts.Select(part => (part.Feature.IsLocal ? ofLocal : ofWhole).Dequeue())];
        }
        if (!isLocal)
            return AtOnce(mono, work);
        var song = Begin(work);
        song.Append(mono.Channel(0));
        return song.Finish();
    }

    private ExtractedPart[] AtOnce(AudioClip mono, Work work) => WithRows(mono, work, (rows, failures) =>
        rows.Select((r, i) => failures[i] is { } failure ? new ExtractedPart(null, failure) : new(ToMatrix(i, [r]))).ToArray());

    /// <summary>Hands out the rows of a clip, which are overwritten afterwards, and why features failed.</summary>
    private T WithRows<T>(AudioClip mono, Work work, Func<FrameRows[], WorkbenchException?[], T> use)
    {
        if (!idle.TryTake(out var workspace))
            workspace = new(spec);
        workspace.Clip.Load(mono);
        workspace.Clip.Spectrogram.Token = work.Token;
        var frameCount = workspace.Clip.Spectrogram.FrameCount;
        var (computing, failures) = (Open(), new WorkbenchException?[parts.Length]);
        for (var i = 0; i < workspace.Rows.Length; i++)
        {
            work.ThrowIfStopped();
            workspace.Rows[i].Resize(frameCount);
            try
            {
                computing[i].Compute(workspace.Clip, workspace.Rows[i]);
            }
            catch (WorkbenchException failure) when (failure is not OwnCodeException)
            {
                failures[i] = failure;
            }
        }
        var result = use(workspace.Rows, failures);
        if (frameCount <= 2 * PartFrames)
            idle.Add(workspace);
        return result;
    }

    private FeatureMatrix ToMatrix(int part, IReadOnlyList<FrameRows> song) => new(columnNames[part],
        spec.KeepsFrames ? Transposed(song) : parts[part].Feature.SongValues.IsEmpty ? Statistics(song) : SongValues(song[0]));

    private static float[] SongValues(FrameRows rows) => [.. Enumerable.Range(0, rows.BandCount).Select(band => rows.Row(band)[0])];

    /// <summary>From rows of bands to rows of frames.</summary>
    private static float[] Transposed(IReadOnlyList<FrameRows> song)
    {
        var bands = song[0].BandCount;
        var values = GC.AllocateUninitializedArray<float>(song.Sum(rows => rows.FrameCount) * bands);
        var target = values.AsSpan();
        foreach (var rows in song)
        {
            rows.CopyTransposed(target, bands);
            target = target[(rows.FrameCount * bands)..];
        }
        return values;
    }

    /// <summary>All statistics, each of all bands.</summary>
    private static float[] Statistics(IReadOnlyList<FrameRows> song)
    {
        var rows = FrameRows.Join(song);
        var all = FeatureSpec.Default.Statistics;
        var values = new float[rows.BandCount * all.Length];
        for (var band = 0; band < rows.BandCount; band++)
        {
            var summary = Summary.Of(rows.Row(band));
            foreach (var statistic in all)
                values[(int)statistic * rows.BandCount + band] = (float)summary[statistic];
        }
        return values;
    }

    /// <summary>The buffers for one clip at a time.</summary>
    private sealed class Workspace(FeatureSpec spec)
    {
        public ClipAnalysis Clip { get; } = new(spec);

        public FrameRows[] Rows { get; } = [.. spec.Features.Select(f => new FrameRows(f.BandCount))];
    }
}
