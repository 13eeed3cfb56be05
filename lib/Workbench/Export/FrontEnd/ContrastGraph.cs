using Workbench.Export.Graph;
using Workbench.Features;

namespace Workbench.Export.FrontEnd;

/// <summary>Peaks above valleys in octave bands, as <see cref="SpectralContrast"/> has it.</summary>
internal static class ContrastGraph
{
    private const string Peaks = "contrast_peaks", Valleys = "contrast_valleys";

    public static FeatureGraph Create(SpectralContrast contrast, FeatureSpec spec) => new(
        [
            new(Peaks, contrast.BandCount, frames => Extremes(frames, contrast, spec, largest: true)),
            new(Valleys, contrast.BandCount, frames => Extremes(frames, contrast, spec, largest: false)),
        ],
        (_, parts) => FeatureGraph.Decibels(parts[Peaks]) - FeatureGraph.Decibels(parts[Valleys]));

    /// <summary>The mean of the largest or smallest magnitudes of each band.</summary>
    private static Value Extremes(FrameBlock frames, SpectralContrast contrast, FeatureSpec spec, bool largest)
    {
        var means = Value.Concat(1, [.. contrast.Octaves(spec).Select(band =>
        {
            var magnitudes = frames.Magnitude.Slice(band.First, band.End, axis: 1);
            return magnitudes.Top(magnitudes.Graph.Constant([(long)band.Kept], 1), axis: 1, largest).Mean(1);
        })]);
        return contrast.FloorDb is null ? means : means.AtLeast(frames.Magnitude.Largest(1) * contrast.FloorOfPeak);
    }
}
