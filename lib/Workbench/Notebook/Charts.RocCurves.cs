using Workbench.Foundation;

namespace Workbench.Notebook;

public static partial class Charts
{
    /// <summary>One ROC curve a label, the macro average in bold, and the diagonal that guessing would give.</summary>
    /// <param name="curves">
    /// Each label with its false and true positive rates (0 to 1, ascending) and the area under the curve, <see langword="null"/> when
    /// not known.
    /// </param>
    /// <param name="macro">The macro average, as a curve of its own.</param>
    /// <exception cref="WorkbenchException">No curve, or a curve whose rates do not pair up.</exception>
    public static Figure RocCurves(
        IReadOnlyList<(string Name, double[] FalsePositiveRate, double[] TruePositiveRate, double? Auc)> curves,
        (double[] FalsePositiveRate, double[] TruePositiveRate, double? Auc)? macro = null)
    {
        RequireAny(curves, "The ROC figure", "curve");
        static string Named(string name, double? auc) => auc is { } area ? Text($"{name} {area:0.000}") : name;
        var traces = new List<Trace> { new LineTrace("Guessing 0.500", [0, 1], [0, 1]) { Emphasis = Emphasis.Guide } };
        foreach (var curve in curves.OrderByDescending(c => c.Auc).ThenBy(c => c.Name, StringComparer.Ordinal))
            traces.Add(new LineTrace(Named(curve.Name, curve.Auc), curve.FalsePositiveRate, curve.TruePositiveRate));
        if (macro is { } mean)
            traces.Add(new LineTrace(Named("Macro average", mean.Auc), mean.FalsePositiveRate, mean.TruePositiveRate) { Emphasis = Emphasis.Strong });
        var averageAuc = macro?.Auc ?? curves.Average(c => c.Auc);
        return new("ROC curves (area under the curve)", Share("False positive rate"), new Panel(Share("True positive rate"), [.. traces]) { Height = 380 })
        {
            Summary = Text($"ROC curves of {curves.Count} labels") + (averageAuc is { } auc ? Text($": macro AUC {auc:0.000}") : ""),
        };
    }

    // A little air keeps curves along the edges from being cut.
    private static Axis Share(string title) => new(title) { Minimum = -0.01, Maximum = 1.01 };
}
