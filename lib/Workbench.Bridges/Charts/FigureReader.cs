using System.Text.Json.Nodes;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>Reads a chart as one of our figures.</summary>
/// <param name="chart">The chart.</param>
internal sealed class FigureReader(ChartJson chart)
{
    private const double UsualHeight = 260, LeastHeight = 60, MostHeight = 2000;

    private readonly PlotlyTrace[] traces =
        [.. chart.Traces.Select((trace, i) => new PlotlyTrace(trace, i)).Where(trace => trace.IsVisible)];

    /// <summary>Reads a chart: all of it, or nothing, as a part of it might say something else than the whole.</summary>
    public static FigureReading Read(ChartJson chart) => new FigureReader(chart).Read();

    private FigureReading Read()
    {
        try
        {
            var shared = AxisOf("x", [.. traces.Where(trace => trace.Axes.X == "x")]);
            var panels = traces.GroupBy(trace => trace.Axes.Y).OrderByDescending(panel => Domain(panel.Key).Top).ToList();
            var ys = panels.ConvertAll(panel => AxisOf(panel.Key, [.. panel]));
            var xs = panels.ConvertAll(panel => OwnAxisOf(panel) is { } own ? AxisOf(own, [.. panel]) : shared);
            string[] foreign = [.. traces.SelectMany(ForeignParts.Of).Concat(ForeignParts.Of(chart.Layout, traces))
                .Concat(panels.Any(panel => panel.Any(trace => trace.Axes.X != "x") && OwnAxisOf(panel) is null) ? ["several x axes"] : [])
                .Concat(xs.Concat(ys).Prepend(shared).Select(axis => axis.Foreign).OfType<string>()).Distinct()];
            if (foreign.Length > 0)
                return Foreign(foreign);
            var read = panels.Select((panel, i) => new Panel(ys[i].Axis,
                [.. new PanelReader(xs[i], ys[i]).Read([.. panel]), .. PlotlyRules.On(chart.Layout, panel.Key, xs[i], ys[i])])
            {
                Height = HeightOf(panel.Key, panels.Count),
                X = xs[i] == shared ? null : xs[i].Axis,
            });
            return new(new(chart.Title.Length > 0 ? chart.Title : "Chart", shared.Axis,
                [.. read.Where(panel => panel.Traces.Length > 0)]), "");
        }
        catch (NotSupportedException part)
        {
            return Foreign([part.Message]);
        }
        catch (WorkbenchException empty)
        {
            return new(null, empty.Message);
        }
    }

    private FigureReading Foreign(IEnumerable<string> parts) => new(null,
        $"{(chart.Title.Length > 0 ? $"'{chart.Title}'" : "The chart")} holds what only Plotly draws: {string.Join(", ", parts)}.");

    /// <summary>The name of the x axis that stands below one panel and is of no other; null where there is none.</summary>
    private string? OwnAxisOf(IGrouping<string, PlotlyTrace> panel)
    {
        var name = panel.First().Axes.X;
        return name != "x" && chart.Layout.Part("xaxis" + name[1..]) is { } axis && axis.Text("anchor") == panel.Key
            && axis["domain"] is null && axis["overlaying"] is null
            && traces.All(trace => trace.Axes.X == name == (trace.Axes.Y == panel.Key)) ? name : null;
    }

    private PlotlyAxis AxisOf(string name, IReadOnlyList<PlotlyTrace> along)
    {
        var letter = name[..1];
        var json = chart.Layout.Part(letter + "axis" + name[1..]);
        var values = along.Where(trace => !trace.IsCaption)
            .Select(trace => trace.Kind is "heatmap" or "histogram" ? trace.Json[letter] : trace.Values(letter));
        return new(json, [.. values.OfType<JsonArray>()],
            json.Text("type") == "category" ? null : PlotlyBars.BinsOf(along, letter));
    }

    /// <summary>The ends of a panel as shares of the plotting area, from the bottom.</summary>
    private (double Top, double Bottom) Domain(string axis)
    {
        if (PlotlyValues.Numbers(chart.Layout.Part("yaxis" + axis[1..])?["domain"]) is [var bottom, var top])
            return (top, bottom);
        // Rows of a grid, from the top unless it says otherwise.
        var rows = chart.Layout.Part("grid").Number("rows") ?? 1;
        var row = axis.Length > 1 && int.TryParse(axis.AsSpan(1), out var number) ? number : 1;
        return ((rows - row + 1) / rows, (rows - row) / rows);
    }

    private double HeightOf(string axis, int panels)
    {
        var (top, bottom) = Domain(axis);
        var margin = chart.Layout.Part("margin");
        var all = chart.Layout.Number("height") is { } height
            ? (height - (margin.Number("t") ?? 100) - (margin.Number("b") ?? 80)) / PlotlyFigure.PixelsPerUnit
            : UsualHeight * Math.Max(1, panels * 0.6);
        return Math.Clamp(Math.Round((top - bottom) * all, 1), panels > 1 || margin is not null ? 20 : LeastHeight, MostHeight);
    }
}
