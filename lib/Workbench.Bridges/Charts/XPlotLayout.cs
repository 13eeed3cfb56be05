using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using XPlot.Plotly;

namespace Workbench.Bridges;

/// <summary>A layout of XPlot with attributes that it has no words for.</summary>
internal sealed class XPlotLayout : Layout.Layout
{
    /// <param name="json">The attributes.</param>
    public XPlotLayout(JObject json)
    {
        // What XPlot's functions change must be where they change it.
        string[] own = [nameof(title), nameof(xaxis), nameof(yaxis)];
        Attributes = json.Properties().Where(property => !own.Contains(property.Name))
            .ToDictionary(property => property.Name, property => property.Value);
        title = (string?)json["title"]?["text"] ?? "";
        (xaxis, yaxis) = (Axis<XPlotXAxis>(json["xaxis"]), Axis<XPlotYAxis>(json["yaxis"]));
    }

    /// <summary>All but the title and the axes.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> Attributes { get; }

    private static T Axis<T>(JToken? json) where T : new()
    {
        var attributes = (JObject)(json?.DeepClone() ?? new JObject());
        attributes["title"] = attributes["title"]?["text"] ?? "";
        var axis = new T();
        JsonConvert.PopulateObject(attributes.ToString(), axis);
        return axis;
    }
}
