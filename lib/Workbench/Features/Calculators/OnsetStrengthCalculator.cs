using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="OnsetStrength"/>.</summary>
internal sealed class OnsetStrengthCalculator(Statistic aggregate) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var logMel = clip.LogMel(OnsetStrength.MelBands);
        var rises = new Vector<float>[clip.Spectrogram.TileCount];
        Span<Vector<float>> bands = stackalloc Vector<float>[OnsetStrength.MelBands];
        for (var tile = 0; tile < rises.Length; tile++)
        {
            for (var band = 0; band < bands.Length; band++)
                bands[band] = Vector.MaxNative(logMel.Next(band, tile) - logMel[band, tile], Vector<float>.Zero);
            rises[tile] = aggregate == Statistic.Median ? LaneMedian.Of(bands) : Mean(bands);
        }
        var row = rows.Row(0);
        var delay = Math.Min(1 + clip.Spec.FftLength / (2 * clip.Spec.HopLength), row.Length);
        row[..delay].Clear();
        MemoryMarshal.Cast<Vector<float>, float>(rises)[..(row.Length - delay)].CopyTo(row[delay..]);
    }

    private static Vector<float> Mean(ReadOnlySpan<Vector<float>> bands)
    {
        var sum = Vector<float>.Zero;
        foreach (var band in bands)
            sum += band;
        return sum * (1f / bands.Length);
    }
}
