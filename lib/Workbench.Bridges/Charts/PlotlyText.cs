using System.Net;
using System.Text.RegularExpressions;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>Texts with Plotly's markup, a little HTML.</summary>
internal static partial class PlotlyText
{
    /// <summary>The text without markup, in one line.</summary>
    public static string Plain(string? text) =>
        Blanks().Replace(WebUtility.HtmlDecode(Tag().Replace(Break().Replace(text ?? "", " "), "")), " ").Trim(' ');

    /// <summary>A tick, with the style that its mark has where <see cref="PlotlyJson.Mark"/> wrote one.</summary>
    public static AxisTick Tick(double position, string text)
    {
        var style = Enumerable.Range(0, TraceStyle.Count)
            .FirstOrDefault(number => text.StartsWith(PlotlyJson.Mark(TraceStyle.Numbered(number)), StringComparison.Ordinal), -1);
        return style < 0 ? new(position, Plain(text))
            : new(position, Plain(text[PlotlyJson.Mark(TraceStyle.Numbered(style)).Length..])) { Style = style };
    }

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\s-[\u00A0]]+")]
    private static partial Regex Blanks();
}
