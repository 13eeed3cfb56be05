using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Workbench.Bridges;

/// <summary>A trace of XPlot with attributes that it has no words for.</summary>
internal sealed class XPlotTrace : XPlot.Plotly.Trace
{
    /// <param name="json">The attributes.</param>
    public XPlotTrace(JObject json)
    {
        Attributes = json.Properties().Where(property => property.Name != nameof(name))
            .ToDictionary(property => property.Name, property => property.Value);
        if ((string?)json[nameof(name)] is { } given)
            name = given; // what WithLabels changes
    }

    /// <summary>All but its name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> Attributes { get; }
}
