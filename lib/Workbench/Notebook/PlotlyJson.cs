using System.Globalization;
using System.Text.Json.Nodes;

namespace Workbench.Notebook;

/// <summary>Values as Plotly reads them.</summary>
internal static class PlotlyJson
{
    /// <summary>A number of so many significant digits; NaN and infinity become null, Plotly's gap.</summary>
    public static JsonNode? Number(double value, int digits = 5) =>
        double.IsFinite(value) ? double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    /// <summary>Numbers of so many significant digits.</summary>
    public static JsonArray Numbers(IEnumerable<double> values, int digits = 5) => [.. values.Select(value => Number(value, digits))];

    /// <summary>A text: Plotly reads a little HTML in it, and TeX between dollars.</summary>
    public static string Text(string text) => FigureText.Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("$", "&#36;", StringComparison.Ordinal);

    /// <summary>Texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)Text(text))];
}
