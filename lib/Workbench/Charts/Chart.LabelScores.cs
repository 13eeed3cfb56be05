using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>The area under the ROC curve of each label, best first, with the level of guessing.</summary>
    /// <param name="scores">Scores of a model; labels whose area is undefined come last, without a bar.</param>
    public static Figure LabelScores(Scores scores) =>
        LabelScores("ROC AUC",
            [.. scores.PerLabel.Select(label => (label.Label, label.RocAuc ?? double.NaN, (double?)null, (double?)null))], chance: 0.5);

    /// <summary>One score a label, best first, with its confidence interval and the level of guessing.</summary>
    /// <param name="measure">What the scores are: <c>AUC</c>.</param>
    /// <param name="scores">Each label with its score and, where known, the ends of its confidence interval; 0 to 1.</param>
    /// <param name="chance">The score of guessing, marked by a line; <see langword="null"/> draws none.</param>
    /// <param name="colors">The colours of the genres; null for one colour.</param>
    /// <exception cref="WorkbenchException">No label.</exception>
    public static Figure LabelScores(string measure, IReadOnlyList<(string Label, double Score, double? Low, double? High)> scores,
        double? chance = null, GenreColors? colors = null)
    {
        RequireAny(scores, $"The figure of {measure} per label", "label");
        // NaN (a label without positive examples) has no rank: last.
        var sorted = scores.OrderByDescending(s => double.IsNaN(s.Score) ? double.NegativeInfinity : s.Score)
            .ThenBy(s => s.Label, StringComparer.Ordinal).ToList();
        var bars = new BarTrace(measure, [.. sorted.Select(s => s.Score)])
        {
            Orientation = Orientation.Horizontal,
            Styles = colors is null ? [] : [.. sorted.Select(s => colors[s.Label])],
            Labels = [.. sorted.Select(s => Text($"{s.Score:0.000}"))],
            Intervals = sorted.Any(s => s.Low is not null && s.High is not null)
                ? [.. sorted.Select(s => (s.Low ?? double.NaN, s.High ?? double.NaN))]
                : [],
        };
        var traces = new List<Trace> { bars };
        if (chance is { } level)
            traces.Add(new RuleTrace(Text($"Guessing {level:0.000}"), level, Orientation.Vertical));
        var labels = GenreAxis([.. sorted.Select(s => s.Label)], colors) with { Reversed = true };
        var (best, worst) = (sorted[0], sorted.FindLast(s => !double.IsNaN(s.Score)));
        return new($"{measure} per label", new(measure) { Minimum = 0, Maximum = 1.15 },
            new Panel(labels, [.. traces]) { Height = BarsHeight(sorted.Count) })
        {
            Summary = Text(
                $"{measure} of {sorted.Count} labels: best {best.Label} {best.Score:0.000}, worst {worst.Label} {worst.Score:0.000}"),
        };
    }
}
