using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Workbench.Figures.Display;

namespace Workbench.Notebook;

/// <summary>How far long work is, as a notebook shows it: a line for each task that is over, and a bar for the one under way.</summary>
/// <param name="Over">What is said of those that are over.</param>
/// <param name="UnderWay">What is said of the one under way; null between two.</param>
/// <param name="Share">How much of it is done, 0 to 1.</param>
[TypeFormatterSource(typeof(DisplayFormatterSource<WorkLines>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
internal sealed record WorkLines(ImmutableArray<string> Over, string? UnderWay = null, double Share = 0) : IDisplayable<WorkLines>
{
    /// <summary>One line a task.</summary>
    public override string ToString() => string.Join('\n', UnderWay is null ? Over : Over.Add(UnderWay));

    static IReadOnlyDictionary<string, Func<WorkLines, string>> IDisplayable<WorkLines>.Forms { get; } =
        new Dictionary<string, Func<WorkLines, string>>
        {
            [MimeType.Html] = lines => lines.ToHtml(),
            [MimeType.PlainText] = lines => lines.ToString(),
        };

    /// <summary>By the name of its class a kernel knows what is worth seeing while it changes, and not worth keeping.</summary>
    private string ToHtml() =>
        "<div class=\"workbench-progress\">"
        + string.Concat(Over.Select(line => $"<div style=\"opacity:0.7\">{WebUtility.HtmlEncode(line)}</div>"))
        + (UnderWay is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"<div><progress max=\"1\" value=\"{Share:0.000}\"></progress> {WebUtility.HtmlEncode(UnderWay)}</div>"))
        + "</div>";
}
