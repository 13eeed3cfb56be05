using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Magnitudes of the constant-Q transform, one band a bin (librosa <c>cqt</c>; Schörkhuber and Klapuri, "Constant-Q transform
/// toolbox for music processing", 2010): bins at equal musical intervals, each with a filter of as many periods as its neighbours.
/// A tone of amplitude a gives a / 2 times the root of the filter's length in samples.
/// </summary>
/// <unit>amplitude, full scale 1, times the root of samples</unit>
/// <range>at least 0</range>
/// <param name="BinCount">Number of bins; 84 are seven octaves of semitones.</param>
/// <param name="BinsPerOctave">Bins of an octave; 12 are semitones.</param>
/// <param name="LowestHz">Frequency of the first bin, in Hz, before tuning.</param>
public sealed record ConstantQ(int BinCount = 84, int BinsPerOctave = 12, double LowestHz = ConstantQ.C1) : ConstantQFeature
{
    /// <summary>The note C1, 45 semitones below A = 440 Hz.</summary>
    public const double C1 = 32.70319566257483;

    /// <inheritdoc/>
    public override string Name => "cqt";

    /// <inheritdoc/>
    public override int BandCount => BinCount;

    internal override ConstantQ Transform => this;

    /// <summary>The frequency of each bin, in Hz, ascending.</summary>
    /// <param name="tuning">Deviation from A = 440 Hz, in bins.</param>
    public double[] BandCenters(double tuning = 0)
    {
        var scale = Scale(tuning);
        return [.. Enumerable.Range(0, BinCount).Select(scale.Hz)];
    }

    /// <summary>The bins as they are tuned.</summary>
    internal ConstantQScale Scale(double tuning) => new(LowestHz * Math.Pow(2, tuning / BinsPerOctave), BinCount, BinsPerOctave);

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(this);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems
            .Require(BinCount is >= 1 and <= 1024, $"Cqt bins {BinCount} must be 1 to 1024; 84 is usual.")
            .Require(BinsPerOctave is >= 1 and <= 240, $"Cqt bins of an octave {BinsPerOctave} must be 1 to 240; 12 is usual.")
            .Require(LowestHz is > 0 and <= 384_000,
                $"Cqt lowest frequency {LowestHz} Hz must be above 0 and at most 384000; {C1} is usual.");
        base.Check(spec, problems);
    }

    /// <summary>Hands out what the analysis shares.</summary>
    private sealed class Calculator(ConstantQ transform) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) => clip.ConstantQ(transform).Tiles.CopyTo(rows.Tiles);
    }
}
