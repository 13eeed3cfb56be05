using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>Sum and centre of mass of the magnitudes of a tile's frames.</summary>
/// <param name="Total">Sum of the magnitudes; 1 for a silent frame, so that it can be divided by.</param>
/// <param name="Centroid">Centre of mass, in bins; 0 for a silent frame.</param>
internal readonly record struct SpectralMoments(Vector<float> Total, Vector<float> Centroid)
{
    /// <summary>Takes the moments.</summary>
    /// <param name="power">A tile of a <see cref="Spectrogram"/>.</param>
    public static SpectralMoments Of(ReadOnlySpan<Vector<float>> power)
    {
        var (total, weighted) = (Vector<float>.Zero, Vector<float>.Zero);
        for (var k = 0; k < power.Length; k++)
        {
            var magnitude = Vector.SquareRoot(power[k]);
            total += magnitude;
            weighted = Vector.FusedMultiplyAdd(new(k), magnitude, weighted);
        }
        total = Vector.ConditionalSelect(Vector.Equals(total, Vector<float>.Zero), Vector<float>.One, total);
        return new(total, weighted / total);
    }
}
