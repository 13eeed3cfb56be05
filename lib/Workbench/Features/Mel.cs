using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>Power in bands on the mel scale (librosa <c>melspectrogram</c>); <see cref="LogMel"/> has it in decibels.</summary>
/// <param name="Bands">Number of mel bands.</param>
public sealed record Mel(int Bands = 128) : Feature
{
    /// <inheritdoc/>
    public override string Name => "mel";

    /// <inheritdoc/>
    public override int BandCount => Bands;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(spec, Bands);

    internal override void Check(FeatureSpec spec, SpecProblems problems) =>
        problems.Require(Bands >= 1 && Bands <= spec.FftLength / 2,
            $"Mel bands {Bands} must be 1 to {spec.FftLength / 2}, half the FFT length; 128 is usual.");

    private sealed class Calculator(FeatureSpec spec, int bandCount) : IFeatureCalculator
    {
        private readonly MelFilterBank filters = new(spec, bandCount);

        public void Compute(ClipAnalysis clip, FrameRows rows) => filters.Apply(clip.Spectrogram, rows);
    }
}
