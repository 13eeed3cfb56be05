using Microsoft.FSharp.Collections;
using Newtonsoft.Json.Linq;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>Figures to and from Plotly.NET, to be combined with charts of its own and restyled by its functions.</summary>
public static class PlotlyNetBridge
{
    /// <summary>What Plotly.NET casts the values of some names to, wherever they stand.</summary>
    private static readonly Dictionary<string, Func<DynamicObj.DynamicObj>> Types = new()
    {
        ["annotations"] = () => new Annotation(),
        ["colorbar"] = () => new ColorBar(),
        ["error_x"] = () => new Error(),
        ["error_y"] = () => new Error(),
        ["font"] = () => new Font(),
        ["hoverlabel"] = () => new Hoverlabel(),
        ["legend"] = () => new Legend(),
        ["line"] = () => new Line(),
        ["margin"] = () => new Margin(),
        ["marker"] = () => new Marker(),
        ["modebar"] = () => new ModeBar(),
        ["shapes"] = () => new Shape(),
        ["textfont"] = () => new Font(),
        ["title"] = () => new Title(),
        ["xaxis"] = () => new LinearAxis(),
        ["yaxis"] = () => new LinearAxis(),
    };

    /// <summary>
    /// The figure as a chart of Plotly.NET with the same data and layout: what our own figure shows, and no template of Plotly.NET's.
    /// Charts that are combined with it best have none either (<c>UseDefaults: false</c>).
    /// </summary>
    /// <param name="figure">Any figure.</param>
    public static GenericChart ToChart(this Workbench.Figures.Figure figure)
    {
        var json = JObject.Parse(figure.ToPlotlyJson());
        var traces = json["data"]!.Cast<JObject>().Select(trace => (Plotly.NET.Trace)Fill(new Trace2D((string)trace["type"]!), trace));
        return GenericChart.setLayout((Layout)Fill(new Layout(), (JObject)json["layout"]!),
            GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces)));
    }

    /// <summary>
    /// The chart as a figure, which draws itself without a script, for pages and papers: lines, points, bars, histograms and heat maps in
    /// panels above each other. Colours that are not among the workbench's own become those.
    /// </summary>
    /// <param name="chart">Any chart.</param>
    /// <exception cref="WorkbenchException">The chart holds something else; the message names it.</exception>
    public static Workbench.Figures.Figure ToFigure(this GenericChart chart) => FigureReader.Read(ChartJson.Of(chart)).Figure();

    private static DynamicObj.DynamicObj Fill(DynamicObj.DynamicObj target, JObject source)
    {
        foreach (var property in source.Properties())
            target.SetProperty(property.Name, Value(property.Name, property.Value));
        return target;
    }

    /// <summary>A value as Plotly.NET keeps it: raw JSON would be written equally, and lost as soon as a part of it is restyled.</summary>
    private static object? Value(string name, JToken value) => value switch
    {
        JObject part => Fill(Types.GetValueOrDefault(name.TrimEnd([.. "0123456789"]))?.Invoke() ?? new(), part),
        JArray { First: JObject } parts => Typed([.. parts.Cast<JObject>().Select(part => Value(name, part)!)]),
        JValue scalar => scalar.Value,
        _ => value,
    };

    private static Array Typed(object[] parts)
    {
        var typed = Array.CreateInstance(parts[0].GetType(), parts.Length);
        parts.CopyTo(typed, 0);
        return typed;
    }
}
