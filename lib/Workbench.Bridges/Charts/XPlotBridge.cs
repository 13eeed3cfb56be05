using Newtonsoft.Json.Linq;
using Workbench.Figures;
using Workbench.Foundation;
using XPlot.Plotly;

namespace Workbench.Bridges;

/// <summary>Figures to and from XPlot, for notebooks of its time.</summary>
public static class XPlotBridge
{
    /// <summary>
    /// The figure as a chart of XPlot with the same data, to be titled and sized by its functions. Titles are plain texts there, so that
    /// they stand where Plotly puts them.
    /// </summary>
    /// <param name="figure">Any figure.</param>
    public static PlotlyChart ToXPlot(this Figure figure)
    {
        var json = JObject.Parse(figure.ToPlotlyJson());
        return Chart.Plot(json["data"]!.Cast<JObject>().Select(trace => (XPlot.Plotly.Trace)new XPlotTrace(trace)),
            new XPlotLayout((JObject)json["layout"]!));
    }

    /// <summary>
    /// The chart as a figure, which draws itself without a script, for pages and papers: lines, points, bars, histograms and heat maps in
    /// panels above each other. Colours that are not among the workbench's own become those.
    /// </summary>
    /// <param name="chart">Any chart.</param>
    /// <exception cref="WorkbenchException">The chart holds something else; the message names it.</exception>
    public static Figure ToFigure(this PlotlyChart chart) => FigureReader.Read(ChartJson.Of(chart)).Figure();
}
