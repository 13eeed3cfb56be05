using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Mfcc"/>.</summary>
internal sealed class MfccCalculator(int coefficientCount) : IFeatureCalculator
{
    private readonly DenseFilter cosines = new(DctMatrix(coefficientCount, Mfcc.MelBands), Mfcc.MelBands);

    /// <inheritdoc/>
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
