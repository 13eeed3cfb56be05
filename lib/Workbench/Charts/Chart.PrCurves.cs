using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// One precision-recall curve a label, the best average precision first. Guessing has the label's prevalence, told in the legend.
    /// </summary>
    /// <param name="predictions">What a model said, and the truth; labels without positives have no curve.</param>
    /// <param name="colors">The colours of the genres; null for the order in the figure.</param>
    /// <exception cref="WorkbenchException">No label has positives.</exception>
    public static Figure PrCurves(Predictions predictions, GenreColors? colors = null)
    {
        var curves = Enumerable.Range(0, predictions.LabelNames.Length)
            .Where(label => predictions.Truth.Column(label).Contains(true))
            .Select(label =>
                (Name: predictions.LabelNames[label],
                    Curve: PrCurve.From(predictions.Truth.Column(label), predictions.Scores.Column(label))))
            .OrderByDescending(c => c.Curve.AveragePrecision).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        RequireAny(curves, "The precision-recall figure", "label with positives");
        var (mean, guessing) = (curves.Average(c => c.Curve.AveragePrecision), curves.Average(c => c.Curve.Prevalence));
        return new("Precision-recall curves (average precision, and that of guessing)", Share("Recall"), new Panel(Share("Precision"),
            [.. curves.Select(c => new LineTrace(Text($"{c.Name} {c.Curve.AveragePrecision:0.000} ({c.Curve.Prevalence:0.000})"),
                [.. Steps(c.Curve.Recall).Skip(1)], [.. Steps(c.Curve.Precision).SkipLast(1)])
            {
                Style = colors?[c.Name],
            })])
        { Height = 380 })
        {
            Summary = Text(
                $"Precision-recall curves of {curves.Count} labels: macro average precision {mean:0.000}, guessing {guessing:0.000}"),
        };
    }

    /// <summary>Every point twice: average precision adds up rectangles, so the curve is drawn as their outline.</summary>
    private static IEnumerable<double> Steps(IEnumerable<double> values) => values.SelectMany(value => new[] { value, value });
}
