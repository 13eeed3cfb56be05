using Workbench.Export.Graph;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Export.FrontEnd;

/// <summary>The pitch classes of each frame, as <see cref="ChromaStft"/> has them: the tuning is estimated from the whole clip.</summary>
internal static class ChromaGraph
{
    private const int Classes = 12;
    private const double SmallestNormal = 1.17549435e-38;

    public static FeatureGraph Create(FeatureSpec spec) =>
        FeatureGraph.OfEachFrame("power", spec.FftLength / 2 + 1, frames => frames.Power).Then((_, power) => Chroma(power, spec));

    private static Value Chroma(Value power, FeatureSpec spec)
    {
        var chroma = power.MatMul(Filters(TuningGraph.Estimate(power, spec), spec).As(Element.Float));
        var largest = chroma.Largest(1);
        return chroma / (largest < largest.Constant(SmallestNormal)).Choose(1, largest);
    }

    /// <summary><see cref="ChromaFilterBank"/> for a tuning that only the graph knows: <c>[bins, 12]</c> in float64.</summary>
    private static Value Filters(Value tuning, FeatureSpec spec)
    {
        var (graph, bins) = (tuning.Graph, spec.FftLength / 2 + 1);
        double[] places = [0, .. Enumerable.Range(1, bins)
            .Select(bin => Classes * Pitch.Octave((double)bin * spec.SampleRate / spec.FftLength))];
        places[0] = places[1] - 1.5 * Classes;
        var place = graph.Constant(places.AsSpan(0, bins), bins, 1) - tuning;
        var narrowness = graph.Constant(
            [.. Enumerable.Range(0, bins).Select(bin => 2 / Math.Max(1, places[bin + 1] - places[bin]))], bins, 1);
        // Columns from C on; the pitch classes of the filter bank from A on.
        var turned = place - graph.Constant([.. Enumerable.Range(0, Classes).Select(c => (c + 3) % Classes - Classes / 2.0)], 1, Classes);
        var distance = turned - (turned / Classes).Floor() * Classes - Classes / 2.0;
        var bumps = Gauss(distance * narrowness);
        return bumps / bumps.Squared().Sum(1).Sqrt() * Gauss((place / Classes - 5) / 2);
    }

    private static Value Gauss(Value x) => (x.Squared() * -0.5).Exp();
}
