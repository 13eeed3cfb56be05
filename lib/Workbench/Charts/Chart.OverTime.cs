using Workbench.Features;
using Workbench.Figures;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>A figure of one panel whose colours are <c>[frames, bands]</c>, time running to the right and the bands up.</summary>
    private static Figure OverTime(
        string title, FeatureMatrix frames, double frameSeconds, Axis bands, string unit, ColorMap colors, double height, string summary,
        (double From, double To)? bandEdges = null)
    {
        var seconds = frames.RowCount * frameSeconds;
        var heatmap = OverTime(frames, seconds, unit, colors);
        heatmap = heatmap with { Y = bandEdges ?? heatmap.Y };
        return new(title, TimeAxis(seconds), new Panel(bands, [heatmap]) { Height = height })
        {
            Summary = Text($"{title}: {seconds:0.0} s, {summary}, {heatmap.Range.Low:0} to {heatmap.Range.High:0} {unit}"),
        };
    }

    private static HeatmapTrace OverTime(FeatureMatrix frames, double seconds, string unit, ColorMap colors)
    {
        var values = new double[frames.ColumnCount, frames.RowCount];
        for (var frame = 0; frame < frames.RowCount; frame++)
            for (var band = 0; band < frames.ColumnCount; band++)
                values[band, frame] = frames[frame, band];
        return new(unit, values) { X = (0, seconds), Colors = colors };
    }

    private static Axis TimeAxis(double seconds) => new("Time (s)") { Minimum = 0, Maximum = seconds };
}
