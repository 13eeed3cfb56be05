using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Root mean square of a frame (librosa <c>rms</c>). The column is called <c>rmse</c>, as in the FMA tables.
/// </summary>
/// <unit>amplitude, full scale 1</unit>
/// <range>0 to 1</range>
/// <param name="FromSpectrum">
/// Whether it is taken from the spectrum, that is, of the frame under its Hann window (<c>rms(S=...)</c>, as the FMA tables
/// have it), or from the plain samples (<c>rms(y=...)</c>).
/// </param>
public sealed record Rms(bool FromSpectrum = true) : Feature
{
    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) =>
        FromSpectrum ? new SpectralCalculator() : new SampleCalculator();

    /// <summary>From the spectrum, by Parseval's theorem.</summary>
    private sealed class SpectralCalculator : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            var scale = new Vector<float>((float)(2 / Math.Pow(clip.Spec.FftLength, 2)));
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            {
                var power = clip.Spectrogram.Tile(tile);
                var sum = (power[0] + power[^1]) * 0.5f; // the bins that have no mirror image
                foreach (var bin in power[1..^1])
                    sum += bin;
                rows[0, tile] = Vector.SquareRoot(sum * scale);
            }
        }
    }

    /// <summary>From the samples.</summary>
    private sealed class SampleCalculator : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            var sums = FrameSums.Of(clip, (first, end) => SumOfSquares(clip.Samples[first..end]));
            for (var frame = 0; frame < sums.Length; frame++)
                rows.Row(0)[frame] = (float)Math.Sqrt(sums[frame] / clip.Spec.FftLength);
        }

        /// <summary>In float64 and in four parts, on every processor.</summary>
        private static double SumOfSquares(ReadOnlySpan<float> samples)
        {
            var fours = MemoryMarshal.Cast<float, Vector128<float>>(samples);
            var (lower, upper) = (Vector128<double>.Zero, Vector128<double>.Zero);
            foreach (var four in fours)
            {
                var (first, last) = Vector128.Widen(four);
                lower += first * first;
                upper += last * last;
            }
            var sum = Vector128.Sum(lower + upper);
            foreach (var sample in samples[(4 * fours.Length)..])
                sum += (double)sample * sample;
            return sum;
        }
    }
}
