namespace Workbench.Features.Analysis;

/// <summary>Neighbouring bins of a constant-Q transform that are computed from the same frames.</summary>
/// <param name="Bins">First bin and the one after the last.</param>
/// <param name="Reduction">By how much the signal of the band before is to be reduced in rate; 1 leaves it.</param>
/// <param name="SampleRate">Rate of the signal then, in Hz.</param>
/// <param name="HopLength">Samples between frames, at that rate.</param>
/// <param name="FrameLength">Samples of a frame, a power of two.</param>
/// <param name="IsPseudo">Whether magnitudes of a Hann-windowed spectrum are weighted, rather than the spectrum itself.</param>
internal sealed record ConstantQBand(Range Bins, int Reduction, double SampleRate, int HopLength, long FrameLength, bool IsPseudo)
{
    /// <summary>
    /// The bands that make up the transform, the highest first: a pseudo transform's bins, then octave by octave. The rate is
    /// halved from octave to octave while that leaves a whole hop; further octaves have longer frames instead.
    /// </summary>
    /// <param name="spec">Sample rate and hop of the clip.</param>
    /// <param name="scale">The bins, tuned.</param>
    /// <param name="mode">How they are computed.</param>
    public static IEnumerable<ConstantQBand> Plan(FeatureSpec spec, ConstantQScale scale, ConstantQMode mode)
    {
        var end = mode switch
        {
            ConstantQMode.Pseudo => 0,
            ConstantQMode.Hybrid =>
                Enumerable.Range(0, scale.BinCount).Count(bin => scale.FrameLength(bin, spec.SampleRate) >= 2 * spec.HopLength),
            _ => scale.BinCount,
        };
        if (end < scale.BinCount)
        {
            var twoHops = ConstantQScale.FrameLength(2.0 * spec.HopLength);
            yield return new(end..scale.BinCount, 1, spec.SampleRate, spec.HopLength,
                Math.Max(twoHops, scale.FrameLength(end, spec.SampleRate)), IsPseudo: true);
        }
        if (end == 0)
            yield break;
        var reduction = 1 << (scale with { BinCount = end }).EarlyHalvings(spec);
        var (rate, hop) = ((double)spec.SampleRate / reduction, spec.HopLength / reduction);
        while (end > 0)
        {
            var first = Math.Max(0, end - scale.BinsPerOctave);
            yield return new(first..end, reduction, rate, hop, scale.FrameLength(first, rate), IsPseudo: false);
            end = first;
            reduction = hop % 2 == 0 ? 2 : 1;
            (rate, hop) = (rate / reduction, hop / reduction);
        }
    }
}
