using System.Globalization;
using System.Text.Json.Nodes;

namespace Workbench.Figures;

/// <summary>Values as Plotly reads them.</summary>
internal static class PlotlyJson
{
    /// <summary>A number of so many significant digits; NaN and infinity become null, Plotly's gap.</summary>
    public static JsonNode? Number(double value, int digits = 5) =>
        double.IsFinite(value)
            ? double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Numbers of so many significant digits.</summary>
    public static JsonArray Numbers(IEnumerable<double> values, int digits = 5) => [.. values.Select(value => Number(value, digits))];

    /// <summary>A text: Plotly reads a little HTML in it, and TeX between dollars.</summary>
    public static string Text(string text) => FigureText.Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("$", "&#36;", StringComparison.Ordinal);

    /// <summary>
    /// A text on the page's ground: Plotly knows no colour of the page, but passes on the style of a span. Under the pointer,
    /// where ticks are written on a label, <see cref="OnLabel"/> changes it.
    /// </summary>
    public static string OnPage(string text) => PageStart + Text(text) + PageEnd;

    /// <summary>A style's mark before a text.</summary>
    public static string Mark(TraceStyle style) => $"<span style=\"fill:{style.Color}\">{style.Mark}</span>\u00A0";

    /// <summary>What <see cref="OnPage"/> writes before and after a text.</summary>
    public const string PageStart = "<span style=\"fill:var(--workbench-label,currentColor)\">", PageEnd = "</span>";

    /// <summary>A template for the label under the pointer.</summary>
    public static string OnLabel(string template) =>
        $"<span style=\"--workbench-label:{FigureColors.LabelText}\">{template}</span><extra></extra>";

    /// <summary>A colour, <c>#RRGGBB</c>, of some opacity (0 to 1).</summary>
    public static string Color(string color, double opacity) => opacity == 1 ? color : string.Create(
        CultureInfo.InvariantCulture,
        $"rgba({Convert.ToInt32(color[1..3], 16)},{Convert.ToInt32(color[3..5], 16)},{Convert.ToInt32(color[5..7], 16)},{opacity})");

    /// <summary>Texts or colours.</summary>
    public static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];
}
