using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Centered"/>.</summary>
internal sealed class CenteredCalculator(IFeatureCalculator of, double share) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        of.Compute(clip, rows);
        for (var band = 0; band < rows.BandCount; band++)
        {
            var row = rows.Row(band);
            var offset = (float)(share * Mean(row));
            foreach (ref var value in row)
                value -= offset;
        }
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
