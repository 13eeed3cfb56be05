using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>The power in each band.</summary>
    /// <param name="spectrogram">The spectrogram.</param>
    /// <param name="rows"><c>[bands, frames]</c>, the result.</param>
    public void Apply(Spectrogram spectrogram, FrameRows rows)
    {
        for (var tile = 0; tile < spectrogram.TileCount; tile += 2)
        {
            var next = Math.Min(tile + 1, spectrogram.TileCount - 1);
            var power = spectrogram.Passing(tile);
            Apply(power, next == tile ? power : spectrogram.Passing(next), rows, tile, next);
        }
    }

    /// <summary>Of two tiles (an odd last one twice): so twice as many sums do not wait for each other, and share the weights.</summary>
    /// <param name="tilePower">Power of the first tile's frames, <c>[bins]</c>.</param>
    /// <param name="nextTilePower">Power of the second one's.</param>
    /// <param name="rows"><c>[bands, frames]</c>, the result.</param>
    /// <param name="tile">Index of the first tile.</param>
    /// <param name="next">Index of the second one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<Vector<float>> tilePower, ReadOnlySpan<Vector<float>> nextTilePower, FrameRows rows, int tile, int next)
    {
        ref var power = ref MemoryMarshal.GetReference(tilePower);
        ref var nextPower = ref MemoryMarshal.GetReference(nextTilePower);
        ref var weight = ref MemoryMarshal.GetArrayDataReference(weights);
        var (rising, nextRising) = (Vector<float>.Zero, Vector<float>.Zero);
        for (var slope = 0; slope <= bandCount; slope++)
        {
            var (falling, nextFalling) = (rising, nextRising);
            (rising, nextRising) = (Vector<float>.Zero, Vector<float>.Zero);
            for (nuint bin = (nuint)slopes[slope]; bin < (nuint)slopes[slope + 1]; bin++)
            {
                var (down, up) =
                    (new Vector<float>(Unsafe.Add(ref weight, 2 * bin)), new Vector<float>(Unsafe.Add(ref weight, 2 * bin + 1)));
                var (bins, nextBins) = (Unsafe.Add(ref power, bin), Unsafe.Add(ref nextPower, bin));
                falling = Vector.MultiplyAddEstimate(down, bins, falling);
                rising = Vector.MultiplyAddEstimate(up, bins, rising);
                nextFalling = Vector.MultiplyAddEstimate(down, nextBins, nextFalling);
                nextRising = Vector.MultiplyAddEstimate(up, nextBins, nextRising);
            }
            if (slope > 0)
                (rows[slope - 1, tile], rows[slope - 1, next]) = (falling, nextFalling);
        }
    }
}
