using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Features;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Bridges;

/// <summary>
/// What an extractor of NWaves (Sharii, github.com/ar1st0crat/NWaves, MIT) makes of the frames of a song: those of the spec, as far
/// apart, centred as they are, with zeros beyond the ends of the song. So it stands in a spec beside the library's own features.
/// Its extractors keep state and serve one thread: each song gets a new one.
/// </summary>
public abstract record NWavesFeature : CustomFeature
{
    /// <summary>Frames from one look at the token to the next: some milliseconds.</summary>
    private const int FramesAtATime = 64;

    static NWavesFeature() => NWavesKinds.Register();

    private protected NWavesFeature() { }

    /// <summary>Samples of a frame; null for the spec's FFT length. NWaves fills it up with zeros to a power of two.</summary>
    public int? FrameLength { get; init; }

    /// <inheritdoc/>
    public override string? Credit => "NWaves 0.9.6, licence MIT";

    /// <summary>Frames that the extractor hears before its first row.</summary>
    private protected virtual int WarmUpFrames => 0;

    /// <summary>A spec of this feature alone, in frames of the usual length.</summary>
    /// <param name="statistics">Summaries over the frames of a clip; none for all.</param>
    public FeatureSpec ToSpec(params ImmutableArray<Statistic> statistics) => new()
    {
        Features = [this],
        Statistics = statistics.IsDefaultOrEmpty ? FeatureSpec.Default.Statistics : statistics,
    };

    /// <inheritdoc/>
    protected sealed override Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec)
    {
        var create = Extractors(spec.SampleRate, FrameLengthIn(spec), spec.HopLength);
        return (clip, token) => Rows(create(), clip.Channel(0), token);
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        if (FrameLength is < 64 or > 65_536 || FrameLength < spec.HopLength)
            yield return $"{GetType().Name} frame length {FrameLength} must be 64 to 65536, and at least the hop length "
                + $"{spec.HopLength}; null takes the spec's FFT length {spec.FftLength}.";
    }

    /// <summary>Makes the tables that all extractors share, and what makes an extractor.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="frameLength">Samples of a frame.</param>
    /// <param name="hopLength">Samples between frames.</param>
    private protected abstract Func<Extractor> Extractors(int sampleRate, int frameLength, int hopLength);

    /// <summary>What the samples of a song are multiplied by before NWaves hears them.</summary>
    private protected virtual float Scale(ReadOnlySpan<float> samples, int frameLength) => 1;

    /// <summary>Makes a row of this feature of a row of the extractor.</summary>
    private protected virtual void Fill(ReadOnlySpan<float> extracted, Span<float> row) => extracted.CopyTo(row);

    /// <summary>Samples of a frame in a spec.</summary>
    private protected int FrameLengthIn(FeatureSpec spec) => FrameLength ?? spec.FftLength;

    /// <summary>The rows of a song, <c>[1 + samples / hop, bands]</c>.</summary>
    private float[] Rows(Extractor extractor, ReadOnlySpan<float> samples, CancellationToken token)
    {
        var (length, hop) = (extractor.FrameSize, extractor.HopSize);
        var (scale, frameCount) = (Scale(samples, length), 1 + samples.Length / hop);
        var values = new float[frameCount * BandCount];
        var block = new float[(FramesAtATime - 1) * hop + length];
        float[][] extracted = [.. Enumerable.Range(0, FramesAtATime).Select(_ => new float[extractor.FeatureCount])];
        for (var first = -WarmUpFrames; first < frameCount; first += FramesAtATime)
        {
            token.ThrowIfCancellationRequested();
            var count = Math.Min(FramesAtATime, frameCount - first);
            Load(samples, first * hop - length / 2, scale, block);
            extractor.ComputeFrom(block, 0, (count - 1) * hop + length, extracted);
            for (var i = Math.Max(0, -first); i < count; i++)
                Fill(extracted[i], values.AsSpan((first + i) * BandCount, BandCount));
        }
        return values;
    }

    /// <summary>Takes the samples from <paramref name="start"/> on, and zeros beyond the ends.</summary>
    private static void Load(ReadOnlySpan<float> samples, int start, float scale, float[] block)
    {
        Array.Clear(block);
        for (var i = Math.Max(0, -start); i < block.Length && start + i < samples.Length; i++)
            block[i] = scale * samples[start + i];
    }
}
