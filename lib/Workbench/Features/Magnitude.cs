using System.Numerics;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Magnitudes of the short-time Fourier transform, from 0 Hz upwards (librosa <c>abs(stft(y))</c>); bin k lies at k times the
/// sample rate divided by the FFT length.
/// </summary>
/// <unit>amplitude, full scale 1, summed over the window</unit>
/// <range>0 to half the FFT length</range>
/// <param name="Bins">How many of the bins are kept, at most half the FFT length and one more, which is all of them.</param>
public sealed record Magnitude(int Bins = 1025) : Feature
{
    /// <inheritdoc/>
    public override string Name => "stft";

    /// <inheritdoc/>
    public override int BandCount => Bins;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator();

    internal override void Check(FeatureSpec spec, SpecProblems problems) =>
        problems.Require(Bins >= 1 && Bins <= spec.FftLength / 2 + 1,
            $"Magnitude bins {Bins} must be 1 to {spec.FftLength / 2 + 1}, half the FFT length and one more.");

    private sealed class Calculator : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
                for (var bin = 0; bin < rows.BandCount; bin++)
                    rows[bin, tile] = Vector.SquareRoot(clip.Spectrogram.Tile(tile)[bin]);
        }
    }
}
