using System.Globalization;
using System.Net;
using Workbench.Datasets;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Reports;

/// <summary>The moments of two songs that sound most alike, to be heard side by side.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<MomentPlayers>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class MomentPlayers : IDisplayable<MomentPlayers>
{
    private readonly Track asked, found;

    internal MomentPlayers(Track asked, Track found, MomentsAlike moments) => (this.asked, this.found, Moments) = (asked, found, moments);

    /// <summary>When they are.</summary>
    public MomentsAlike Moments { get; }

    /// <summary>When, and how alike they are.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{MomentsAlike.Clock(Moments.AskedSeconds)} of {asked.DisplayName} is most like {MomentsAlike.Clock(Moments.FoundSeconds)} of "
        + $"{found.DisplayName} ({Moments.Details})");

    /// <summary>As HTML; the token stops the reading of the files.</summary>
    internal string ToHtml(CancellationToken token) => $"<p>{WebUtility.HtmlEncode(ToString())}</p>"
        + "<div style=\"display:flex;flex-wrap:wrap;gap:1em\">"
        + Excerpt.Of(asked, Moments.AskedSeconds, Moments.Seconds, token).ToHtml()
        + Excerpt.Of(found, Moments.FoundSeconds, Moments.Seconds, token).ToHtml() + "</div>";

    static IReadOnlyDictionary<string, Func<MomentPlayers, string>> IDisplayable<MomentPlayers>.Forms { get; } =
        new Dictionary<string, Func<MomentPlayers, string>>
        {
            [MimeType.Html] = moments => moments.ToHtml(Work.Default.Token),
            [MimeType.PlainText] = moments => TextWrap.Of(moments.ToString()),
        };
}
