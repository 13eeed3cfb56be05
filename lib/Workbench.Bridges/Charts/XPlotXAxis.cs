using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using XPlot.Plotly;

namespace Workbench.Bridges;

/// <summary>The x axis of a layout of XPlot, with attributes that it has no words for.</summary>
internal sealed class XPlotXAxis : Xaxis
{
    /// <param name="json">The attributes.</param>
    public XPlotXAxis(JObject json)
    {
        Attributes = json.Properties().Where(property => property.Name != nameof(title))
            .ToDictionary(property => property.Name, property => property.Value);
        title = (string?)json[nameof(title)]?["text"] ?? ""; // what WithXTitle changes
    }

    /// <summary>All but its title.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> Attributes { get; }
}
