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
public sealed class FeatureExtractor
{
    /// <summary>Raised whenever the numbers change, so that caches do not mix old with new.</summary>
    public const int Version = 4;

    /// <summary>Buffers of longer clips (at 22,050 Hz: half an hour) are not kept.</summary>
    private const int MaxKeptFrames = 80_000;

    private readonly FeatureSpec spec;
    private readonly ImmutableArray<string> columnNames;
    private readonly Lazy<ImmutableArray<IFeatureCalculator>> calculators;
    private readonly ConcurrentBag<Workspace> idle = [];

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
        calculators = new(() => [.. spec.Features.Select(f => f.CreateCalculator(spec))]);
    }

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
        var values = spec.Statistics.Length == 0 ? Frames(workspace.Rows) : Statistics(workspace.Rows);
        if (frameCount <= MaxKeptFrames)
            idle.Add(workspace);
        return new(columnNames, values);
    }

    /// <summary>From rows of bands to rows of frames.</summary>
    private float[] Frames(FrameRows[] features)
    {
        var frameCount = features[0].FrameCount;
        if (Array.FindIndex(features, rows => rows.FrameCount != frameCount) is > 0 and var other)
            throw new WorkbenchException($"Feature {spec.Features[other].Name} gave {features[other].FrameCount} frames and "
                + $"{spec.Features[0].Name} {frameCount}; name statistics, or let each stand alone in its spec.");
        var values = GC.AllocateUninitializedArray<float>(frameCount * columnNames.Length);
        var column = 0;
        foreach (var rows in features)
        {
            rows.CopyTransposed(values.AsSpan(column), columnNames.Length);
            column += rows.BandCount;
        }
        return values;
    }

    private float[] Statistics(FrameRows[] features)
    {
        var values = new float[columnNames.Length];
        var first = 0;
        foreach (var rows in features)
        {
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
