using Workbench.Export.Graph;
using Workbench.Features;

namespace Workbench.Export.FrontEnd;

/// <summary>Where the magnitudes of a frame lie, in Hz, as <see cref="Features.Analysis.SpectralShape"/> has it.</summary>
internal static class ShapeGraph
{
    public static FeatureGraph Centroid(FeatureSpec spec) =>
        FeatureGraph.OfEachFrame("centroid", 1, frames => frames.Centre * BinHz(spec));

    public static FeatureGraph Bandwidth(FeatureSpec spec) => FeatureGraph.OfEachFrame("bandwidth", 1, frames =>
        ((frames.Magnitude * (frames.Bins - frames.Centre).Squared()).Sum(1) / frames.Total).Sqrt() * BinHz(spec));

    public static FeatureGraph Rolloff(double fraction, FeatureSpec spec) => FeatureGraph.OfEachFrame("rolloff", 1, frames =>
    {
        var sums = frames.Magnitude.CumulativeSum(axis: 1);
        var threshold = sums.Slice(spec.FftLength / 2, spec.FftLength / 2 + 1, axis: 1) * fraction;
        return (sums < threshold).As(Element.Float).Sum(1) * BinHz(spec);
    });

    private static double BinHz(FeatureSpec spec) => (double)spec.SampleRate / spec.FftLength;
}
