using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using XPlot.Plotly;

namespace Workbench.Bridges;

/// <summary>The y axis of a layout of XPlot, with attributes that it has no words for.</summary>
internal sealed class XPlotYAxis : Yaxis
{
    /// <summary>Those.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> Attributes { get; } = new Dictionary<string, JToken>();
}
