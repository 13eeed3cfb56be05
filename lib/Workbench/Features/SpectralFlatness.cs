using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Geometric over arithmetic mean of the power spectrum: near 0 for a tone, near 1 for noise, 1 for a silent frame
/// (librosa <c>spectral_flatness</c>). Not among the FMA columns.
/// </summary>
/// <unit>none</unit>
/// <range>0 to 1</range>
public sealed record SpectralFlatness : Feature
{
    /// <inheritdoc/>
    public override string Name => "spectral_flatness";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator();

    /// <summary>
    /// The logarithm of a product is that of its fractions and the sum of its exponents, so
    /// that one logarithm serves many bins.
    /// </summary>
    private sealed class Calculator : IFeatureCalculator
    {
        /// <summary>Fractions are 1 to 2: the product of so many is far from overflow.</summary>
        private const int Chunk = 32;

        private const int FractionBits = 23;
        private const int OneBits = 0x3F80_0000;

        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            {
                var power = clip.Spectrogram.Tile(tile);
                var (sum, exponents, logSum) = (Vector<float>.Zero, Vector<int>.Zero, Vector<float>.Zero);
                for (var first = 0; first < power.Length; first += Chunk)
                {
                    var product = Vector<float>.One;
                    foreach (var bin in power[first..Math.Min(first + Chunk, power.Length)])
                    {
                        var audible = Vector.MaxNative(bin, new(Decibels.Amin));
                        var bits = Vector.AsVectorInt32(audible) - new Vector<int>(OneBits);
                        sum += audible;
                        exponents += bits >> FractionBits;
                        product *= Vector.AsVectorSingle((bits & new Vector<int>((1 << FractionBits) - 1)) + new Vector<int>(OneBits));
                    }
                    logSum += Vector.Log(product);
                }
                logSum = Vector.MultiplyAddEstimate(Vector.ConvertToSingle(exponents), new((float)Math.Log(2)), logSum);
                var perBin = new Vector<float>(1f / power.Length);
                rows[0, tile] = Vector.Exp(logSum * perBin) / (sum * perBin);
            }
        }
    }
}
