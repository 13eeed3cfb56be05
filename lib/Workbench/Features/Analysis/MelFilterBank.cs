using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Triangular filters on the <see cref="MelScale"/>, each of area 1 in Hz
/// (librosa <c>filters.mel</c> with htk = False, norm = "slaney", from 0 Hz to half the sample rate).
/// </summary>
internal sealed class MelFilterBank
{
    private readonly int[] firstBins;
    private readonly float[][] weights;

    public MelFilterBank(FeatureSpec spec, int bandCount)
    {
        firstBins = new int[bandCount];
        weights = new float[bandCount][];
        var edges = MelScale.Edges(bandCount, spec.SampleRate);
        for (var band = 0; band < bandCount; band++)
        {
            var (low, centre, high) = (edges[band], edges[band + 1], edges[band + 2]);
            double[] all = [.. Enumerable.Range(0, spec.FftLength / 2 + 1).Select(Weight)];
            var last = Array.FindLastIndex(all, w => w > 0);
            firstBins[band] = Math.Max(0, Array.FindIndex(all, w => w > 0));
            weights[band] = [.. all[firstBins[band]..(last + 1)].Select(w => (float)w)];

            double Weight(int bin)
            {
                var hz = (double)bin * spec.SampleRate / spec.FftLength;
                return Math.Max(0, Math.Min((hz - low) / (centre - low), (high - hz) / (high - centre))) * 2 / (high - low);
            }
        }
    }

    /// <summary>The power in a band, for each frame of a tile.</summary>
    /// <param name="band">The band.</param>
    /// <param name="power">A tile of a <see cref="Spectrogram"/>.</param>
    public Vector<float> Apply(int band, ReadOnlySpan<Vector<float>> power)
    {
        ReadOnlySpan<float> filter = weights[band];
        power = power.Slice(firstBins[band], filter.Length);
        Vector<float> even = default, odd = default; // two sums, which do not wait for each other
        var i = 0;
        for (; i + 1 < filter.Length; i += 2)
        {
            even = Vector.MultiplyAddEstimate(new(filter[i]), power[i], even);
            odd = Vector.MultiplyAddEstimate(new(filter[i + 1]), power[i + 1], odd);
        }
        return i < filter.Length ? Vector.MultiplyAddEstimate(new(filter[i]), power[i], even) + odd : even + odd;
    }
}
