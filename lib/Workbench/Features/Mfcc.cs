using System.Numerics;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>Mel-frequency cepstral coefficients (librosa <c>mfcc</c>): orthonormal DCT-II of a 128-band log-mel spectrum.</summary>
/// <unit>dB</unit>
/// <range>any</range>
/// <param name="Coefficients">Number of coefficients kept, 1 to 128.</param>
public sealed record Mfcc(int Coefficients = 20) : Feature
{
    internal const int MelBands = 128;

    /// <inheritdoc/>
    public override string Name => "mfcc";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Coefficients);

    internal override void Check(FeatureSpec spec, SpecProblems problems) => problems
        .Require(Coefficients is >= 1 and <= MelBands, $"Mfcc coefficients {Coefficients} must be 1 to {MelBands}; 20 is usual.")
        .Require(spec.FftLength >= 2 * MelBands,
            $"Mfcc needs an FFT length of at least {2 * MelBands} for its {MelBands} mel bands, not {spec.FftLength}.");

    private sealed class Calculator(int coefficientCount) : IFeatureCalculator
    {
        private readonly DenseFilter cosines = new(DctMatrix(coefficientCount, Mfcc.MelBands), Mfcc.MelBands);

        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            var logMel = clip.LogMel(Mfcc.MelBands);
            Span<Vector<float>> frames = stackalloc Vector<float>[Mfcc.MelBands];
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            {
                for (var band = 0; band < frames.Length; band++)
                    frames[band] = logMel[band, tile];
                cosines.Apply(frames, rows, tile);
            }
        }

        /// <summary>The orthonormal DCT-II, <c>[outputs, inputs]</c>.</summary>
        private static float[] DctMatrix(int outputCount, int inputCount) =>
        [
            .. from k in Enumerable.Range(0, outputCount)
               from n in Enumerable.Range(0, inputCount)
               select (float)(Math.Sqrt((k == 0 ? 1.0 : 2.0) / inputCount) * Math.Cos(Math.PI * k * (2 * n + 1) / (2.0 * inputCount))),
        ];
    }
}
