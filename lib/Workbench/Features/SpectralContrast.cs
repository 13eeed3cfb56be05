using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json.Serialization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Level of the peaks above the valleys in octave bands, in dB (librosa <c>spectral_contrast</c>): the first band reaches
/// up to 200 Hz, each further one is an octave, the last goes on to half the sample rate. Peaks and valleys are the means
/// of the highest and the lowest 2 % of the magnitudes of a band.
/// </summary>
/// <unit>dB</unit>
/// <range>at least 0; with a floor at most half of it</range>
/// <param name="Bands">Number of octave bands above the first.</param>
/// <param name="FloorDb">
/// 20 to 200 dB: peaks and valleys that lie further below the largest magnitude of their frame count as lying so far below. Contrasts then
/// reach from 0 to half of it, as librosa's decibels are 10 log10 of magnitudes. Null for librosa's values: their valleys lie below the
/// rounding of a transform in float32, so that two programs, or two processors, disagree about them.
/// </param>
public sealed record SpectralContrast(
    int Bands = 6,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    double? FloorDb = null) : Feature
{
    private const double LowestHz = 200, Quantile = 0.02;

    /// <inheritdoc/>
    public override string Name => "spectral_contrast";

    /// <inheritdoc/>
    public override int BandCount => Bands + 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Octaves(spec), (float)FloorOfPeak);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems.Require(Bands >= 1, $"SpectralContrast bands {Bands} must be >= 1; 6 is usual.");
        problems.Require(FloorDb is null or (>= 20 and <= 200),
            $"SpectralContrast floor {FloorDb} dB must be 20 to 200, below the largest magnitude of a frame; "
            + "80 is usual, null is librosa's.");
        var top = LowestHz * Math.Pow(2, Bands - 1);
        problems.Require(top < spec.SampleRate / 2.0,
            $"SpectralContrast with {Bands} bands starts its last at {top} Hz, beyond half the sample rate {spec.SampleRate}; "
            + "take fewer bands.");
        problems.Require(spec.FftLength * (LowestHz / spec.SampleRate) >= 2,
            $"SpectralContrast needs bins of at most {LowestHz / 2} Hz; FFT length {spec.FftLength} gives "
            + $"{(double)spec.SampleRate / spec.FftLength} Hz.");
    }

    /// <summary>The floor as a share of a frame's largest magnitude; 0 for none.</summary>
    internal double FloorOfPeak => FloorDb is { } db ? Math.Pow(10, -db / 20) : 0;

    /// <summary>The bins of each band.</summary>
    internal ImmutableArray<Octave> Octaves(FeatureSpec spec)
    {
        var binHz = (double)spec.SampleRate / spec.FftLength;
        return [.. Enumerable.Range(0, BandCount).Select(b =>
        {
            // librosa: bins with low <= Hz <= high; but for the first band one bin more at the lower end, the last band to the
            // end; 2 % of that count; then all but the last band lose their topmost bin.
            var isLast = b == Bands;
            var low = b == 0 ? 0 : LowestHz * Math.Pow(2, b - 1);
            var high = LowestHz * Math.Pow(2, b);
            var first = (int)Math.Ceiling(low / binHz) - (b == 0 ? 0 : 1);
            var end = isLast ? spec.FftLength / 2 + 1 : (int)Math.Floor(high / binHz) + 1;
            var count = Math.Max(1, (int)Math.Round(Quantile * (end - first), MidpointRounding.ToEven));
            return new Octave(first, isLast ? end : end - 1, count);
        })];
    }

    /// <param name="First">First bin.</param>
    /// <param name="End">Bin after the last.</param>
    /// <param name="Kept">How many of the largest and of the smallest bins are averaged.</param>
    internal readonly record struct Octave(int First, int End, int Kept);

    private sealed class Calculator(ImmutableArray<Octave> bands, float floor) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            FrameRows valleys = new(rows.BandCount);
            valleys.Resize(rows.FrameCount);
            var most = bands.Max(b => b.Kept);
            Span<Vector<float>> kept = new Vector<float>[2 * most];
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            {
                var power = clip.Spectrogram.Tile(tile);
                var lowest = floor == 0 ? Vector<float>.Zero : Vector.SquareRoot(Largest(power)) * floor;
                for (var b = 0; b < bands.Length; b++)
                {
                    var largest = kept[..bands[b].Kept];
                    var smallest = kept.Slice(most, bands[b].Kept);
                    Extremes.Find(power[bands[b].First..bands[b].End], largest, smallest);
                    rows[b, tile] = Decibels.FromPower(Vector.MaxNative(MeanMagnitude(largest), lowest));
                    valleys[b, tile] = Decibels.FromPower(Vector.MaxNative(MeanMagnitude(smallest), lowest));
                }
            }
            Decibels.LimitRange(rows);
            Decibels.LimitRange(valleys);
            for (var i = 0; i < rows.Tiles.Length; i++)
                rows.Tiles[i] -= valleys.Tiles[i];
        }

        private static Vector<float> Largest(ReadOnlySpan<Vector<float>> power)
        {
            var largest = Vector<float>.Zero;
            foreach (var bin in power)
                largest = Vector.MaxNative(largest, bin);
            return largest;
        }

        private static Vector<float> MeanMagnitude(ReadOnlySpan<Vector<float>> power)
        {
            var sum = Vector<float>.Zero;
            foreach (var bin in power)
                sum += Vector.SquareRoot(bin);
            return sum / power.Length;
        }
    }
}
