using System.Collections.Immutable;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>The traces of Plotly that lie on one y axis as those of a panel.</summary>
/// <param name="x">The x axis.</param>
/// <param name="y">The y axis.</param>
internal sealed class PanelReader(PlotlyAxis x, PlotlyAxis y)
{
    /// <summary>The traces.</summary>
    /// <exception cref="NotSupportedException">One holds what only Plotly draws; the message names it.</exception>
    public ImmutableArray<Trace> Read(IReadOnlyCollection<PlotlyTrace> traces)
    {
        var read = new List<Trace>();
        var groups = traces.Count(trace => trace.Kind == "bar");
        foreach (var trace in traces)
            if (trace.IsCaption)
                Attach(read, trace);
            else if (!trace.IsCoveredLine && Read(trace, groups) is { } one)
                read.Add(one);
        return [.. read];
    }

    private Trace? Read(PlotlyTrace trace, int groups) => trace.Kind switch
    {
        "bar" or "histogram" when x.IsLogarithmic || y.IsLogarithmic => throw new NotSupportedException("bars on a logarithmic axis"),
        "bar" => PlotlyBars.Bars(trace, trace.IsHorizontal ? y : x, groups),
        "histogram" => PlotlyBars.Counts(trace, trace.IsHorizontal ? y : x),
        "heatmap" => PlotlyHeatmap.Read(trace, x, y),
        _ => Points(trace),
    };

    /// <summary>Gives the texts of ours to what they belong to, which stands before them.</summary>
    private static void Attach(List<Trace> read, PlotlyTrace captions)
    {
        if (read.Count == 0)
            return;
        read[^1] = read[^1] switch
        {
            HeatmapTrace heatmap => PlotlyHeatmap.WithCaptions(heatmap, captions),
            BarTrace bars => bars with
            {
                Labels = [.. (PlotlyValues.Texts(captions.Json["text"]) ?? []).Select(text => PlotlyText.Plain(text).Trim('\u00A0'))],
            },
            var other => other,
        };
    }

    private Trace? Points(PlotlyTrace trace)
    {
        var (places, heights) = (x.Places(trace.Values("x")), y.Places(trace.Values("y")));
        var count = Math.Min(places.Length, heights.Length); // as Plotly does
        (places, heights) = (places[..count], heights[..count]);
        if (trace.IsScale && count > 2)
            return new ScaleTrace(trace.Name, places[0], [.. heights.Zip(PlotlyValues.Texts(trace.Json["text"]) ?? [],
                (place, text) => new AxisTick(place, PlotlyText.Plain(text).Trim('\u00A0'))).Skip(1).SkipLast(1)]);
        if (trace.Mode.Contains("lines"))
            return new LineTrace(trace.Name, places, heights)
            {
                Markers = trace.Mode.Contains("markers"),
                Style = trace.Style,
                Emphasis = trace.Emphasis,
            };
        return !trace.Mode.Contains("markers") ? null : new ScatterTrace(trace.Name, places, heights)
        {
            Names = Names(trace) is { } names && names.Length >= count ? names[..count] : [],
            Size = (trace.Json.Part("marker").Number("size") ?? 6) / PlotlyFigure.PixelsPerUnit,
            Style = trace.Style,
            Emphasis = trace.Emphasis,
        };
    }

    private static string[]? Names(PlotlyTrace trace) => PlotlyValues.Texts(
            trace.Json.Text("hovertemplate")?.Contains("%{customdata}", StringComparison.Ordinal) == true ? trace.Json["customdata"]
                : trace.Json["hovertext"] ?? trace.Json["text"])
        ?.Select(PlotlyText.Plain).ToArray();
}
