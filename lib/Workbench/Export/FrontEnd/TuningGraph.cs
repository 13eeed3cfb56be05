using Workbench.Export.Graph;
using Workbench.Features;

namespace Workbench.Export.FrontEnd;

/// <summary>How far a clip's instruments are from A = 440 Hz, as <see cref="Features.Analysis.Tuning"/> estimates it from power.</summary>
internal static class TuningGraph
{
    private const int Steps = 100;

    /// <summary>The tuning in semitones: a single float64.</summary>
    /// <param name="power"><c>[frames, bins]</c>.</param>
    /// <param name="spec">Frames and sample rate.</param>
    public static Value Estimate(Value power, FeatureSpec spec)
    {
        var binHz = (double)spec.SampleRate / spec.FftLength;
        var first = Math.Max(1, (int)Math.Ceiling(150 / (float)binHz));
        var end = Math.Min(spec.FftLength / 2, (int)Math.Ceiling(4000 / (float)binHz));
        var (before, at, after) = (power.Slice(first - 1, end - 1, axis: 1), power.Slice(first, end, axis: 1),
            power.Slice(first + 1, end + 1, axis: 1));
        var isPeak = (at > power.Largest(1) * 0.1f) & (at > before) & (at >= after);
        var bins = power.Graph.Constant([.. Enumerable.Range(first, end - first).Select(bin => (float)bin)], 1, end - first);
        var (hz, magnitude) = Interpolate(
            before.Where(isPeak), at.Where(isPeak), after.Where(isPeak), (bins + at * 0).Where(isPeak), binHz);

        var count = magnitude.Size(0);
        // One value more, which sorts last and is not counted, so that there is a median where there are no peaks.
        var median = Value.Concat(0, magnitude, power.Graph.Constant([-1f], 1)).Median(count, axis: 0);
        var isLoud = (magnitude.As(Element.Double) >= median).As(Element.Float);
        var histogram = power.Graph.Node("ScatterElements", Element.Float,
            [power.Graph.Constant(new float[Steps], Steps), Step(hz), isLoud], [("axis", 0), ("reduction", "add")]);
        var mode = power.Graph.Node("ArgMax", Element.Int64, [histogram], [("axis", 0), ("keepdims", 0)]).As(Element.Double) / Steps - 0.5;
        return count.EqualTo(0).Choose(0, mode);
    }

    /// <summary>Places peaks between bins, by the parabola through three of them.</summary>
    private static (Value Hz, Value Magnitude) Interpolate(Value before, Value at, Value after, Value bin, double binHz)
    {
        var curvature = after + before - at * 2;
        var slope = (after - before) / 2;
        var isFlat = slope.Abs() >= curvature.Abs();
        var shift = isFlat.Choose(0, -(slope / isFlat.Choose(1, curvature)));
        return ((bin + shift) * binHz, at + slope * 0.5 * shift);
    }

    /// <summary>Which hundredth of a semitone a frequency is off by. Rounded to float32 where the library rounds.</summary>
    private static Value Step(Value hz)
    {
        var octave = ((hz / 27.5).As(Element.Double).Log() * (1 / Math.Log(2))).As(Element.Float);
        var position = octave * 12;
        var residual = position - position.Floor();
        residual -= (residual >= residual.Constant(0.5)).As(Element.Float);
        return ((residual.As(Element.Double) + 0.5) * Steps).As(Element.Int64).AtMost(Steps - 1);
    }
}
