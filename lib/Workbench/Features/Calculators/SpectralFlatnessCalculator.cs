using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralFlatness"/>.</summary>
internal sealed class SpectralFlatnessCalculator : IFeatureCalculator
{
    /// <summary>Logarithms are summed in chunks of this many bins, so that the float32 sum stays exact to 1e-6.</summary>
    private const int Chunk = 32;

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            var power = clip.Spectrogram.Tile(tile);
            var (sum, logSum) = (Vector<float>.Zero, Vector<float>.Zero);
            for (var first = 0; first < power.Length; first += Chunk)
            {
                var logs = Vector<float>.Zero;
                foreach (var bin in power[first..Math.Min(first + Chunk, power.Length)])
                {
                    var audible = Vector.MaxNative(bin, new(Decibels.Amin));
                    sum += audible;
                    logs += Vector.Log(audible);
                }
                logSum += logs;
            }
            var perBin = new Vector<float>(1f / power.Length);
            rows[0, tile] = Vector.Exp(logSum * perBin) / (sum * perBin);
        }
    }
}
