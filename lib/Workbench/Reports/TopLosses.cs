using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Workbench.Datasets;
using Workbench.Figures.Display;
using Workbench.Inference;
using Workbench.Recommendation;

namespace Workbench.Reports;

/// <summary>The songs that a model is most wrong about: a player each, what it said beside the truth, and which songs misled it.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<TopLosses>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class TopLosses : IDisplayable<TopLosses>
{
    private readonly string part;

    internal TopLosses(string part, ImmutableArray<(Track Track, SongLoss Loss, IReadOnlyList<Neighbor> Nearest)> songs) =>
        (this.part, Songs) = (part, songs);

    /// <summary>
    /// The songs, the most wrong first: each with its loss and the songs of the training part that the model hears as most like it. Shown
    /// beside those is <see cref="Neighbor.SoundSimilarity"/>.
    /// </summary>
    public ImmutableArray<(Track Track, SongLoss Loss, IReadOnlyList<Neighbor> Nearest)> Songs { get; }

    /// <summary>Some lines a song.</summary>
    public override string ToString() => string.Join('\n', Songs.Select((song, i) => string.Create(CultureInfo.InvariantCulture,
        $"{i + 1}. {song.Track.DisplayName} ({string.Join(", ", song.Loss.Labels)}): {string.Join("; ", Lines(song.Loss, song.Nearest))}"))
        .Prepend($"Songs of the {part} part with the highest log loss"));

    static IReadOnlyDictionary<string, Func<TopLosses, string>> IDisplayable<TopLosses>.Forms { get; } =
        new Dictionary<string, Func<TopLosses, string>>
        {
            [MimeType.Html] = list => list.ToHtml(),
            [MimeType.PlainText] = list => TextWrap.Of(list.ToString()),
        };

    private string ToHtml()
    {
        var html = new StringBuilder($"<p>Songs of the {part} part with the highest log loss</p><ol>");
        foreach (var (track, loss, nearest) in Songs)
            html.Append("<li>").Append(Excerpt.ToHtml(track)).Append("<p>")
                .AppendJoin("<br>", Lines(loss, nearest).Select(WebUtility.HtmlEncode)).Append("</p></li>");
        return html.Append("</ol>").ToString();
    }

    private static string[] Lines(SongLoss loss, IReadOnlyList<Neighbor> nearest) =>
    [
        FormattableString.Invariant($"loss {loss.Loss:0.000}: {loss.InWords}"),
        "heard like " + string.Join(", ", nearest.Select(n => FormattableString.Invariant(
            $"{n.Track.DisplayName} ({string.Join(", ", n.Track.Labels)}; {n.SoundSimilarity:0.00})"))),
    ];
}
