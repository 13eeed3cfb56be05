using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Mel spectrogram in decibels, at most 80 dB below the loudest value of the clip
/// (librosa <c>power_to_db(melspectrogram(y))</c>).
/// </summary>
/// <unit>dB of power 1</unit>
/// <range>at most 80 below the loudest value of the clip</range>
/// <param name="Bands">Number of mel bands.</param>
public sealed record LogMel(int Bands = 128) : Feature
{
    /// <inheritdoc/>
    public override string Name => "logmel";

    /// <inheritdoc/>
    public override int BandCount => Bands;

    /// <summary>The centre of each band, in Hz, ascending.</summary>
    /// <param name="sampleRate">Sample rate of the clip, in Hz.</param>
    public double[] BandCenters(int sampleRate) => MelScale.Edges(Bands, sampleRate)[1..^1];

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Bands);

    internal override void Check(FeatureSpec spec, SpecProblems problems) =>
        problems.Require(Bands >= 1 && Bands <= spec.FftLength / 2,
            $"LogMel bands {Bands} must be 1 to {spec.FftLength / 2}, half the FFT length; 128 is usual.");

    /// <summary>Hands out what the analysis shares.</summary>
    private sealed class Calculator(int bandCount) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) => clip.LogMel(bandCount).Tiles.CopyTo(rows.Tiles);
    }
}
