using System.Net;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Notebook;

/// <summary>A run on one page: how good it is and how sure we are, how it learned, what it takes for what, and everything that decides it.</summary>
internal sealed class RunReport(LabRun run)
{
    private readonly RunSummary summary = run.Run.Summary;

    /// <summary>The page without head and style sheet.</summary>
    public string ToHtml() => string.Concat(
    [
        $"<h1>{Text(summary.Run)}</h1>",
        FormattableString.Invariant($"<p>{summary.Labels} genres of {Text(summary.Dataset)}, {summary.Parameters:N0} parameters; learned from {summary.TrainTracks} songs{(summary.TrainCopies > 0 ? $" and {summary.TrainCopies} changed copies" : "")}, "),
        FormattableString.Invariant($"best epoch {summary.BestEpoch} of {summary.Epochs} by {summary.ValidationTracks} songs, {(summary.Test is null ? "not yet judged: the test part is sealed" : $"judged on {summary.TestTracks} songs, whose part has been opened {summary.TestOpenings} time(s)")}.</p>"),
        .. summary.Notes.Select(note => $"<p><strong>{Text(note)}</strong></p>"),
        "<h2>How good is it, and how sure are we?</h2>",
        run.Scores().ToHtml(),
        Drawn(run.GenreScores),
        "<h2>How it learned</h2>",
        Drawn(run.LearningCurve),
        .. summary.Test is null ? Array.Empty<string>() : Judged(),
        "<h2>Settings</h2>",
        new Table(["setting", "value"], [.. SpecParameters.Of(run.Run.Spec).Select(parameter => (IReadOnlyList<object?>)[parameter.Key, parameter.Value])]).ToHtml(),
    ]);

    private string[] Judged() =>
    [
        "<h2>Does it rank songs rightly?</h2>", Drawn(run.RocCurves), Drawn(run.PrCurves),
        "<h2>Do probabilities mean what they say?</h2>", Drawn(run.Calibration), run.Thresholds().ToHtml(),
        "<h2>What is taken for what?</h2>", Drawn(run.Confusions), run.TopConfusions().ToHtml(),
    ];

    /// <summary>Of very small parts some figures have nothing to draw; the page says so and goes on.</summary>
    private static string Drawn(Func<Figure> figure)
    {
        try
        {
            return figure().ToSvg();
        }
        catch (WorkbenchException nothing)
        {
            return $"<p><em>{Text(nothing.Message)}</em></p>";
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
