using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Where the magnitudes of each frame of the clip at hand lie, in Hz, computed when first asked for: centre of mass, spread about
/// it, and the bin up to which a share of their sum lies. The three share one pass over the spectrogram and its square roots.
/// </summary>
internal sealed class SpectralShape
{
    private readonly float rolloff;
    private readonly Vector<float>[] magnitudes;
    private readonly Vector<float>[] sums;
    private bool valid;

    /// <param name="spec">Frame length.</param>
    /// <param name="fraction">The share for <see cref="Rolloff"/>.</param>
    public SpectralShape(FeatureSpec spec, double fraction)
    {
        rolloff = (float)fraction;
        magnitudes = new Vector<float>[spec.FftLength / 2 + 1];
        sums = new Vector<float>[magnitudes.Length];
    }

    /// <summary>Centre of mass; 0 for a silent frame.</summary>
    public FrameRows Centroid { get; } = new(1);

    /// <summary>Root of the mean squared distance from the centroid; 0 for a silent frame.</summary>
    public FrameRows Bandwidth { get; } = new(1);

    /// <summary>The lowest bin at which the sum from 0 Hz on reaches the share of the whole sum; 0 for a silent frame.</summary>
    public FrameRows Rolloff { get; } = new(1);

    /// <summary>Forgets the clip.</summary>
    public void Invalidate() => valid = false;

    /// <summary>Computes what is not yet known.</summary>
    /// <returns>This.</returns>
    public SpectralShape Of(Spectrogram spectrogram)
    {
        if (valid)
            return this;
        Centroid.Resize(spectrogram.FrameCount);
        Bandwidth.Resize(spectrogram.FrameCount);
        Rolloff.Resize(spectrogram.FrameCount);
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            var (total, centroid) = Accumulate(spectrogram.Tile(tile));
            var (variance, binsBelow) = Spread(centroid, sums[^1] * rolloff);
            Centroid[0, tile] = centroid * spectrogram.BinHz;
            Bandwidth[0, tile] = Vector.SquareRoot(variance / total) * spectrogram.BinHz;
            Rolloff[0, tile] = Vector.ConvertToSingle(binsBelow) * spectrogram.BinHz;
        }
        valid = true;
        return this;
    }

    /// <summary>Fills the buffers.</summary>
    /// <returns>The sum of the magnitudes, 1 for a silent frame, so that it can be divided by; and their centre of mass, in bins.</returns>
    private (Vector<float> Total, Vector<float> Centroid) Accumulate(ReadOnlySpan<Vector<float>> power)
    {
        var (total, weighted) = (Vector<float>.Zero, Vector<float>.Zero);
        for (var k = 0; k < power.Length; k++)
        {
            var magnitude = Vector.SquareRoot(power[k]);
            total += magnitude;
            weighted = Vector.MultiplyAddEstimate(new(k), magnitude, weighted);
            (magnitudes[k], sums[k]) = (magnitude, total);
        }
        total = Vector.ConditionalSelect(Vector.Equals(total, Vector<float>.Zero), Vector<float>.One, total);
        return (total, weighted / total);
    }

    /// <summary>
    /// Squared distances from the centroid, weighted by the magnitudes; and the number of bins whose sum is below a threshold.
    /// </summary>
    private (Vector<float> Spread, Vector<int> BinsBelow) Spread(Vector<float> centroid, Vector<float> threshold)
    {
        var (spread, binsBelow) = (magnitudes[0] * centroid * centroid, -Vector.LessThan(sums[0], threshold)); // a true lane is -1
        var odd = Vector<float>.Zero; // a second sum, which does not wait for the first; beyond bin 0 their number is even
        for (var k = 1; k + 1 < magnitudes.Length; k += 2)
        {
            var (distance, next) = (new Vector<float>(k) - centroid, new Vector<float>(k + 1) - centroid);
            odd = Vector.MultiplyAddEstimate(magnitudes[k], distance * distance, odd);
            spread = Vector.MultiplyAddEstimate(magnitudes[k + 1], next * next, spread);
            binsBelow -= Vector.LessThan(sums[k], threshold) + Vector.LessThan(sums[k + 1], threshold);
        }
        return (spread + odd, binsBelow);
    }
}
