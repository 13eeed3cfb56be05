using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Triangular filters on the <see cref="MelScale"/>, each of area 1 in Hz
/// (librosa <c>filters.mel</c> with htk = False, norm = "slaney", from 0 Hz to half the sample rate). Where one triangle falls the
/// next one rises: each bin between two neighbours' centres belongs to just these two.
/// </summary>
internal sealed class MelFilterBank
{
    private readonly int bandCount;

    /// <summary>The first bin of each of the <c>bandCount + 1</c> slopes, and the end.</summary>
    private readonly int[] slopes;

    /// <summary>Of each bin, its weight in the triangle that falls and in the one that rises.</summary>
    private readonly float[] weights;

    public MelFilterBank(FeatureSpec spec, int bandCount)
    {
        this.bandCount = bandCount;
        var edges = MelScale.Edges(bandCount, spec.SampleRate);
        slopes = [.. edges.Select(edge => (int)Math.Min(spec.FftLength / 2 + 1, Math.Ceiling(edge * spec.FftLength / spec.SampleRate)))];
        weights = new float[2 * slopes[^1]];
        for (var slope = 0; slope <= bandCount; slope++)
            for (var bin = slopes[slope]; bin < slopes[slope + 1]; bin++)
            {
                var hz = (double)bin * spec.SampleRate / spec.FftLength;
                var (low, high) = (edges[slope], edges[slope + 1]);
                if (slope > 0)
                    weights[2 * bin] = (float)((high - hz) / (high - low) * 2 / (high - edges[slope - 1]));
                if (slope < bandCount)
                    weights[2 * bin + 1] = (float)((hz - low) / (high - low) * 2 / (edges[slope + 2] - low));
            }
    }

    /// <summary>The power in each band, for each frame of a tile.</summary>
    /// <param name="power">A tile of a <see cref="Spectrogram"/>.</param>
    /// <param name="bands"><c>[bands]</c>, the result.</param>
    public void Apply(ReadOnlySpan<Vector<float>> power, Span<Vector<float>> bands)
    {
        var rising = Vector<float>.Zero;
        for (var slope = 0; slope <= bandCount; slope++)
        {
            var falling = rising;
            rising = Vector<float>.Zero;
            var weight = weights.AsSpan(2 * slopes[slope]);
            foreach (var bin in power[slopes[slope]..slopes[slope + 1]])
            {
                falling = Vector.MultiplyAddEstimate(new(weight[0]), bin, falling);
                rising = Vector.MultiplyAddEstimate(new(weight[1]), bin, rising);
                weight = weight[2..];
            }
            if (slope > 0)
                bands[slope - 1] = falling;
        }
    }
}
