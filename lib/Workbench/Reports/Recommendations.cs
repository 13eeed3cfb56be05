using System.Globalization;
using System.Net;
using System.Text;
using Workbench.Figures.Display;
using Workbench.Recommendation;

namespace Workbench.Reports;

/// <summary>Recommended songs, nearest first: shown with the reason and a player each.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<Recommendations>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Recommendations : IDisplayable<Recommendations>
{
    internal Recommendations(IReadOnlyList<Neighbor> neighbors) => Neighbors = neighbors;

    /// <summary>The songs, nearest first.</summary>
    public IReadOnlyList<Neighbor> Neighbors { get; }

    /// <summary>One line a song.</summary>
    public override string ToString() => string.Join('\n', Neighbors.Select((n, i) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{i + 1}. {n.Track.DisplayName} ({string.Join(", ", n.Track.Labels)}): distance {n.Distance:0.000}, {n.Reason}")));

    static IReadOnlyDictionary<string, Func<Recommendations, string>> IDisplayable<Recommendations>.Forms { get; } =
        new Dictionary<string, Func<Recommendations, string>>
        {
            [MimeType.Html] = list => list.ToHtml(),
            [MimeType.PlainText] = list => TextWrap.Of(list.ToString()),
        };

    private string ToHtml()
    {
        var html = new StringBuilder("<ol>");
        foreach (var neighbor in Neighbors)
            html.Append(CultureInfo.InvariantCulture,
                $"<li>{Excerpt.ToHtml(neighbor.Track)}<p>distance {neighbor.Distance:0.000}: "
                + $"{WebUtility.HtmlEncode(neighbor.Reason)}</p></li>");
        return html.Append("</ol>").ToString();
    }
}
