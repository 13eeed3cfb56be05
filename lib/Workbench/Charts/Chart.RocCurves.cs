using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>One ROC curve a label, their mean in bold, and the diagonal that guessing would give.</summary>
    /// <param name="predictions">What a model said, and the truth; labels without positives or without negatives have no curve.</param>
    /// <param name="colors">The colours of the genres; null for the order in the figure.</param>
    /// <exception cref="WorkbenchException">No label has both positives and negatives.</exception>
    public static Figure RocCurves(Predictions predictions, GenreColors? colors = null)
    {
        var curves = new List<(string Name, RocCurve Curve)>();
        for (var label = 0; label < predictions.LabelNames.Length; label++)
        {
            var truth = predictions.Truth.Column(label);
            if (truth.Contains(true) && truth.Contains(false))
                curves.Add((predictions.LabelNames[label], RocCurve.From(truth, predictions.Scores.Column(label))));
        }
        RequireAny(curves, "The ROC figure", "label with both positives and negatives");
        // The mean of the curves at evenly spaced false positive rates; its first point is the origin, as theirs is.
        double[] grid = [0, .. Enumerable.Range(0, 201).Select(i => i / 200.0)];
        double[] mean = [0, .. grid[1..].Select(rate => curves.Average(c => TruePositiveRate(c.Curve, rate)))];
        return RocCurves(
            [.. curves.Select(c => (c.Name, c.Curve.Fpr.ToArray(), c.Curve.Tpr.ToArray(), (double?)c.Curve.Auc))],
            (grid, mean, curves.Average(c => c.Curve.Auc)), colors);
    }

    /// <summary>One ROC curve a label, the macro average in bold, and the diagonal that guessing would give.</summary>
    /// <param name="curves">
    /// Each label with its false and true positive rates (0 to 1, ascending) and the area under the curve, <see langword="null"/> when
    /// not known.
    /// </param>
    /// <param name="macro">The macro average, as a curve of its own.</param>
    /// <param name="colors">The colours of the genres; null for the order in the figure.</param>
    /// <exception cref="WorkbenchException">No curve, or a curve whose rates do not pair up.</exception>
    public static Figure RocCurves(
        IReadOnlyList<(string Name, double[] FalsePositiveRate, double[] TruePositiveRate, double? Auc)> curves,
        (double[] FalsePositiveRate, double[] TruePositiveRate, double? Auc)? macro = null, GenreColors? colors = null)
    {
        RequireAny(curves, "The ROC figure", "curve");
        static string Named(string name, double? auc) => auc is { } area ? Text($"{name} {area:0.000}") : name;
        var traces = new List<Trace> { new LineTrace("Guessing 0.500", [0, 1], [0, 1]) { Emphasis = Emphasis.Guide } };
        foreach (var curve in curves.OrderByDescending(c => c.Auc).ThenBy(c => c.Name, StringComparer.Ordinal))
            traces.Add(new LineTrace(Named(curve.Name, curve.Auc), curve.FalsePositiveRate, curve.TruePositiveRate)
            {
                Style = colors?[curve.Name],
            });
        if (macro is { } mean)
            traces.Add(
                new LineTrace(Named("Macro average", mean.Auc), mean.FalsePositiveRate, mean.TruePositiveRate)
                {
                    Emphasis = Emphasis.Strong,
                });
        var averageAuc = macro?.Auc ?? curves.Average(c => c.Auc);
        return new("ROC curves (area under the curve)", Share("False positive rate"),
            new Panel(Share("True positive rate"), [.. traces]) { Height = 380 })
        {
            Summary = Text($"ROC curves of {curves.Count} labels") + (averageAuc is { } auc ? Text($": macro AUC {auc:0.000}") : ""),
        };
    }

    // Between two points of a curve, on the straight line; where it stands upright, its upper end.
    private static double TruePositiveRate(RocCurve curve, double falsePositiveRate)
    {
        var right = curve.Fpr.AsSpan().IndexOfAnyExceptInRange(0, falsePositiveRate);
        if (right < 0)
            return curve.Tpr[^1];
        var share = (falsePositiveRate - curve.Fpr[right - 1]) / (curve.Fpr[right] - curve.Fpr[right - 1]);
        return curve.Tpr[right - 1] + share * (curve.Tpr[right] - curve.Tpr[right - 1]);
    }

    // A little air keeps curves along the edges from being cut.
    private static Axis Share(string title) => new(title) { Minimum = -0.01, Maximum = 1.01 };
}
