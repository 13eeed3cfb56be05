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
/// <see cref="CustomFeature"/>) are taken from it whole, and all others of their spec with them.
/// </remarks>
public sealed class FeatureExtractor
{
    /// <summary>Raised whenever the numbers change, so that caches do not mix old with new.</summary>
    public const int Version = 5;

    /// <summary>Length of the parts of a long clip, in seconds.</summary>
    internal const int PartSeconds = 420;

    private readonly FeatureSpec spec;
    private readonly ImmutableArray<string> columnNames;
    private readonly Lazy<ImmutableArray<IFeatureCalculator>> calculators;
    private readonly ConcurrentBag<Workspace> idle = [];
    private readonly ConcurrentBag<float[]> idleSamples = [];
    private readonly bool isLocal;

    /// <summary>Makes an extractor.</summary>
    /// <param name="spec">What to extract.</param>
    /// <exception cref="InvalidSpecException">The spec is not valid, or one of a table.</exception>
    public FeatureExtractor(FeatureSpec spec)
    {
        spec.Validate();
        if (spec.Table is { Path: var table })
            throw new InvalidSpecException(nameof(FeatureSpec),
                [$"Features of the table {table} cannot be taken from audio; name features, for instance FeatureSpec.Fma518."]);
        this.spec = spec;
        columnNames = spec.ColumnNames;
        isLocal = spec.Features.All(f => f.IsLocal);
        calculators = new(() => [.. spec.Features.Select(f => f.CreateCalculator(spec))]);
    }

    private int PartFrames => PartSeconds * spec.SampleRate / spec.HopLength;

    /// <summary>
    /// Opens what features read from files, which else the first clip does: for those who would not blame a clip for a missing file.
    /// </summary>
    internal void Open() => _ = calculators.Value;

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
        if (isLocal && mono.SampleCount > PartFrames * spec.HopLength)
        {
            var song = Begin(work);
            song.Append(mono.Channel(0));
            return song.Finish();
        }
        return ExtractWhole(mono, work);
    }

    /// <summary>Extracts the features of a sound file while it is decoded.</summary>
    /// <param name="path">The file.</param>
    /// <param name="work">What stops it; told if the file gives less sound than it should have.</param>
    /// <exception cref="UnreadableAudioException">It cannot be decoded, is too short, or is silent.</exception>
    internal FeatureMatrix ExtractFile(string path, Work work)
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

    /// <summary>Extracts the features of a clip of one channel, whatever its length, at once.</summary>
    internal FeatureMatrix ExtractWhole(AudioClip mono, Work work) => WithRows(mono, work, rows => ToMatrix([rows]));

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
        WithRows(mono, work, rows => rows.Select(r => r.Frames(first, count)).ToArray());

    /// <summary>One row of statistics, or a row a frame.</summary>
    /// <param name="parts">Of the song, in order: the rows of each feature.</param>
    internal FeatureMatrix ToMatrix(IReadOnlyList<FrameRows[]> parts) =>
        new(columnNames, spec.Statistics.Length == 0 ? Transposed(parts) : Statistics(parts));

    /// <summary>Hands out the rows of a clip, which are overwritten afterwards.</summary>
    private T WithRows<T>(AudioClip mono, Work work, Func<FrameRows[], T> use)
    {
        if (!idle.TryTake(out var workspace))
            workspace = new(spec);
        workspace.Clip.Load(mono);
        workspace.Clip.Spectrogram.Token = work.Token;
        var frameCount = workspace.Clip.Spectrogram.FrameCount;
        for (var i = 0; i < workspace.Rows.Length; i++)
        {
            work.ThrowIfStopped();
            workspace.Rows[i].Resize(frameCount);
            calculators.Value[i].Compute(workspace.Clip, workspace.Rows[i]);
        }
        var result = use(workspace.Rows);
        if (frameCount <= 2 * PartFrames)
            idle.Add(workspace);
        return result;
    }

    /// <summary>From rows of bands to rows of frames.</summary>
    private float[] Transposed(IReadOnlyList<FrameRows[]> parts)
    {
        var values = GC.AllocateUninitializedArray<float>(parts.Sum(features => features[0].FrameCount) * columnNames.Length);
        var target = values.AsSpan();
        foreach (var features in parts)
        {
            var frameCount = features[0].FrameCount;
            if (Array.FindIndex(features, rows => rows.FrameCount != frameCount) is > 0 and var other)
                throw new WorkbenchException($"Feature {spec.Features[other].Name} gave {features[other].FrameCount} frames and "
                    + $"{spec.Features[0].Name} {frameCount}; name statistics, or let each stand alone in its spec.");
            var column = 0;
            foreach (var rows in features)
            {
                rows.CopyTransposed(target[column..], columnNames.Length);
                column += rows.BandCount;
            }
            target = target[(frameCount * columnNames.Length)..];
        }
        return values;
    }

    private float[] Statistics(IReadOnlyList<FrameRows[]> parts)
    {
        var values = new float[columnNames.Length];
        var first = 0;
        for (var feature = 0; feature < spec.Features.Length; feature++)
        {
            var rows = FrameRows.Join([.. parts.Select(features => features[feature])]);
            for (var band = 0; band < rows.BandCount; band++)
            {
                var summary = Summary.Of(rows.Row(band));
                for (var s = 0; s < spec.Statistics.Length; s++)
                    values[first + s * rows.BandCount + band] = (float)summary[spec.Statistics[s]];
            }
            first += rows.BandCount * spec.Statistics.Length;
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
