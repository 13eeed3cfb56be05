using System.Collections.Immutable;
using System.Net;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Notebook;

/// <summary>
/// Which of several runs of one split is best, by the validation part, and whether the difference is more than chance. Test parts are
/// not asked: a choice made by them would spoil them.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<RunComparison>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class RunComparison : IDisplayable<RunComparison>
{
    private readonly ImmutableArray<(string Name, LabRun Run, Interval Auc)> ranked;

    /// <summary>Compares runs.</summary>
    /// <param name="runs">Each with what to call it, at least one.</param>
    /// <exception cref="WorkbenchException">No run, or runs that were not judged on the same validation songs.</exception>
    public RunComparison(params IReadOnlyList<(string Name, LabRun Run)> runs)
    {
        if (runs.Count == 0)
            throw new WorkbenchException("There is no run to compare; give at least one, two make a comparison.");
        var bootstrap = new Bootstrap();
        ranked = [.. runs.Select(r => (r.Name, r.Run, bootstrap.RocAucMacro(r.Run.Run.ValidationPredictions))).OrderByDescending(r => r.Item3.Estimate)];
        Verdicts = [.. ranked[1..].Select(other => bootstrap.RocAucMacro(Winner.Run.ValidationPredictions, other.Run.Run.ValidationPredictions).Verdict(ranked[0].Name, other.Name))];
    }

    /// <summary>The run with the highest macro ROC-AUC on the validation part.</summary>
    public LabRun Winner => ranked[0].Run;

    /// <summary>The winner against each of the others, in words.</summary>
    public ImmutableArray<string> Verdicts { get; }

    /// <summary>The runs, best first.</summary>
    public Table Table => new(
        ["model", "validation ROC-AUC, macro [95 %]", "parameters", "epochs", "best", "samples/s", "seconds", "run"],
        [.. ranked.Select(r => Row(r.Name, r.Run, r.Auc))])
    {
        Caption = FormattableString.Invariant($"{ranked[0].Run.Run.Summary.ValidationTracks} validation songs; the interval says where the score would fall with other artists"),
    };

    /// <summary>The table, and under it the verdicts.</summary>
    public override string ToString() => string.Join('\n', [Table.ToString(), .. Verdicts]);

    static IReadOnlyDictionary<string, Func<RunComparison, string>> IDisplayable<RunComparison>.Forms { get; } = new Dictionary<string, Func<RunComparison, string>>
    {
        [MimeType.Html] = comparison => comparison.Table.ToHtml() + string.Concat(comparison.Verdicts.Select(verdict => $"<p><strong>{WebUtility.HtmlEncode(verdict)}</strong></p>")),
        [MimeType.PlainText] = comparison => comparison.ToString(),
    };

    private static IReadOnlyList<object?> Row(string name, LabRun run, Interval auc)
    {
        var summary = run.Run.Summary;
        return [name, auc, summary.Parameters, summary.Epochs, summary.BestEpoch, Math.Round(run.SamplesPerSecond), summary.Seconds, summary.Run];
    }
}
