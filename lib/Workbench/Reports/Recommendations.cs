using System.Globalization;
using System.Net;
using System.Text;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Reports;

/// <summary>Recommended songs, nearest first: shown with the reason and a player each.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<Recommendations>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Recommendations : IDisplayable<Recommendations>
{
    private readonly Recommender recommender;
    private readonly string song;
    private readonly Lazy<Track> asked;

    /// <summary>Shows what was recommended.</summary>
    /// <param name="recommender">Who was asked.</param>
    /// <param name="song">The song that was asked about, as <see cref="Recommender.Recommend(string, int, Work?)"/> took it.</param>
    /// <param name="neighbors">What it answered.</param>
    public Recommendations(Recommender recommender, string song, IReadOnlyList<Neighbor> neighbors)
    {
        (this.recommender, this.song, Neighbors) = (recommender, song, neighbors);
        asked = new(() => recommender.Asked(song));
    }

    /// <summary>The songs, nearest first.</summary>
    public IReadOnlyList<Neighbor> Neighbors { get; }

    /// <summary>Why one of them was recommended: what adds up to its similarity, and the numbers that people know of both songs.</summary>
    /// <param name="place">Which, from 1 for the nearest.</param>
    /// <exception cref="WorkbenchException">There are not so many.</exception>
    public Figure Figure(int place = 1) => Chart.Reasons(asked.Value.DisplayName, At(place));

    /// <summary>The moments of the song asked about and of one of them that sound most alike, with a player each.</summary>
    /// <param name="place">Which, from 1 for the nearest.</param>
    /// <exception cref="WorkbenchException">
    /// There are not so many, or the sound of one of both cannot be heard: see <see cref="Recommender.Moments"/>.
    /// </exception>
    public MomentPlayers Moments(int place = 1) =>
        new(asked.Value, At(place).Track, recommender.Moments(song, At(place).Track));

    /// <summary>One line a song.</summary>
    public override string ToString() => string.Join('\n', Neighbors.Select((n, i) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{i + 1}. {n.Track.DisplayName} ({string.Join(", ", n.Track.Labels)}): distance {n.Distance:0.000}, {n.Reason}")));

    static IReadOnlyDictionary<string, Func<Recommendations, string>> IDisplayable<Recommendations>.Forms { get; } =
        new Dictionary<string, Func<Recommendations, string>>
        {
            [MimeType.Html] = list => list.ToHtml(_ => ""),
            [MimeType.PlainText] = list => TextWrap.Of(list.ToString()),
        };

    /// <summary>All of it as a page without head and style sheet: players, reasons and figures.</summary>
    /// <param name="moments">Those most alike of the song at a place, from 1, which are played too; null for none.</param>
    public string ToPage(Func<int, MomentsAlike?>? moments = null) =>
        $"<h1>Like {WebUtility.HtmlEncode(asked.Value.DisplayName)}</h1>" + ToHtml(place => Figure(place).ToSvg()
            + (moments?.Invoke(place) is { } alike
                ? new MomentPlayers(asked.Value, At(place).Track, alike).ToHtml(Work.Default.Token) : ""));

    private Neighbor At(int place) => place >= 1 && place <= Neighbors.Count ? Neighbors[place - 1]
        : throw new WorkbenchException(FormattableString.Invariant(
            $"Place {place}: {Counted.Of(Neighbors.Count, "song")} recommended; the nearest has place 1."));

    private string ToHtml(Func<int, string> more)
    {
        var html = new StringBuilder("<ol>");
        foreach (var (i, neighbor) in Neighbors.Index())
            html.Append(CultureInfo.InvariantCulture,
                $"<li>{Excerpt.ToHtml(neighbor.Track)}<p>distance {neighbor.Distance:0.000}: "
                + $"{WebUtility.HtmlEncode(neighbor.Reason)}</p>{more(i + 1)}</li>");
        return html.Append("</ol>").ToString();
    }
}
