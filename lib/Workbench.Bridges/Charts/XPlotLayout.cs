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
        (xaxis, yaxis) = (new XPlotXAxis((JObject)json["xaxis"]!), new XPlotYAxis((JObject)json["yaxis"]!));
    }

    /// <summary>All but the title and the axes.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> Attributes { get; }
}
