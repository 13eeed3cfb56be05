using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// How much louder a frame is than the one before (librosa <c>onset_strength</c>; Böck and Widmer, "Maximum filter vibrato
/// suppression for onset detection", 2013, without that filter): the rise of each of 128 mel bands in dB, falls counting as 0,
/// averaged over the bands. In dB, at least 0. As a frame hears a sound half its length ahead, the rise is put that much later,
/// where the sound begins; the first 1 + FFT length / (2 hops) frames are 0.
/// </summary>
/// <unit>dB</unit>
/// <range>at least 0</range>
/// <param name="Aggregate">The average over the bands: the mean, or the median, by which beats are tracked.</param>
public sealed record OnsetStrength(Statistic Aggregate = Statistic.Mean) : Feature
{
    internal const int MelBands = 128;

    /// <inheritdoc/>
    public override string Name => "onset_strength";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Aggregate);

    internal override void Check(FeatureSpec spec, SpecProblems problems) => problems
        .Require(Aggregate is Statistic.Mean or Statistic.Median,
            $"OnsetStrength aggregate {Aggregate} must be Mean or Median; Mean is usual.")
        .Require(spec.FftLength >= 2 * MelBands,
            $"OnsetStrength needs an FFT length of at least {2 * MelBands} for its {MelBands} mel bands, not {spec.FftLength}.");

    internal sealed class Calculator(Statistic aggregate) : IFeatureCalculator
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
}
