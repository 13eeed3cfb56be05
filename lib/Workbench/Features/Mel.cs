using System.Numerics;
using System.Text.Json.Serialization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Power in bands on the mel scale (librosa <c>melspectrogram</c>), or its logarithm as the front ends of pretrained models take it;
/// <see cref="LogMel"/> has it in decibels.
/// </summary>
/// <unit>power, full scale 1, summed over the window; with <see cref="LogScale"/> its logarithm</unit>
/// <range>at least 0</range>
/// <param name="Bands">Number of mel bands.</param>
public sealed record Mel(int Bands = 128) : Feature
{
    /// <inheritdoc/>
    public override string Name => "mel";

    /// <inheritdoc/>
    public override int BandCount => Bands;

    /// <summary>
    /// Where it is set, the values are log10(1 + <see cref="LogScale"/> power): 10,000 for MusiCNN (Pons and Serra, "musicnn: Pre-trained
    /// convolutional neural networks for music audio tagging", 2019) and what came after it, Discogs-EffNet and MAEST.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    public double? LogScale { get; init; }

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(spec, Bands, LogScale);

    internal override void Check(FeatureSpec spec, SpecProblems problems) => problems
        .Require(Bands >= 1 && Bands <= spec.FftLength / 2,
            $"Mel bands {Bands} must be 1 to {spec.FftLength / 2}, half the FFT length; 128 is usual.")
        .Require(LogScale is null or (> 0 and <= 1e12),
            FormattableString.Invariant($"Mel log scale {LogScale} must be more than 0 and at most 1e12; 10000 is usual."));

    private sealed class Calculator(FeatureSpec spec, int bandCount, double? logScale) : IFeatureCalculator
    {
        private readonly MelFilterBank filters = new(spec, bandCount);

        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            filters.Apply(clip.Spectrogram, rows);
            if (logScale is { } scale)
                foreach (ref var power in rows.Tiles)
                    power = Vector.Log(Vector.MultiplyAddEstimate(power, new((float)scale), Vector<float>.One)) * (float)(1 / Math.Log(10));
        }
    }
}
