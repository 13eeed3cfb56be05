using Workbench.Evaluation;
using Workbench.Foundation;
using static Workbench.Tests.Evaluation.ScikitLearn;

namespace Workbench.Tests.Evaluation;

public class CurveTests
{
    [Theory]
    [InlineData(0, false, "label0_all")]
    [InlineData(0, true, "label0_dropped")]
    [InlineData(3, false, "label3_all")]
    [InlineData(3, true, "label3_dropped")]
    public void Roc_curve_matches_scikit_learn(int label, bool dropIntermediate, string expected)
    {
        var golden = new ScikitLearn();
        var curve = RocCurve.From(golden.MultiLabel.Truth.Column(label), golden.MultiLabel.Scores.Column(label), dropIntermediate);
        AssertEqual(golden.Numbers("roc_curves", expected, "fpr"), curve.Fpr);
        AssertEqual(golden.Numbers("roc_curves", expected, "tpr"), curve.Tpr);
        Assert.Equal(golden.Numbers("roc_curves", expected, "thresholds")[1..], curve.Thresholds[1..]);
        Assert.Equal(double.PositiveInfinity, curve.Thresholds[0]); // scikit-learn 1.3 and later
    }

    [Fact]
    public void Precision_recall_curve_matches_scikit_learn()
    {
        var golden = new ScikitLearn();
        var curve = PrCurve.From(golden.MultiLabel.Truth.Column(0), golden.MultiLabel.Scores.Column(0));
        AssertEqual(golden.Numbers("precision_recall_curve_label0", "precision"), curve.Precision);
        AssertEqual(golden.Numbers("precision_recall_curve_label0", "recall"), curve.Recall);
        Assert.Equal(golden.Numbers("precision_recall_curve_label0", "thresholds"), curve.Thresholds);
        Assert.Equal(golden.Numbers("average_precision", "per_label")[0], curve.AveragePrecision, Tolerance);
        Assert.Equal(golden.Numbers("positives")[0] / 500, curve.Prevalence);
    }

    [Fact]
    public void Roc_curve_of_a_perfect_ranking_goes_through_the_corner()
    {
        var curve = RocCurve.From([false, true, true], [0.1, 0.8, 0.9]);
        Assert.Equal([0, 0, 0, 1], curve.Fpr);
        Assert.Equal([0, 0.5, 1, 1], curve.Tpr);
        Assert.Equal([double.PositiveInfinity, 0.9, 0.8, 0.1], curve.Thresholds);
        Assert.Equal(1, curve.Auc);
    }

    [Fact]
    public void Roc_area_is_the_trapezoids_under_the_curve_dropped_or_not()
    {
        var rng = new Random(2);
        bool[] labels = [true, false, .. Enumerable.Range(0, 200).Select(_ => rng.Next(4) == 0)];
        double[] scores = [.. labels.Select(label => Math.Round(rng.NextDouble() + (label ? 0.3 : 0), 2))];
        Assert.All([RocCurve.From(labels, scores), RocCurve.From(labels, scores, dropIntermediate: false)], curve =>
        {
            var area = Enumerable.Range(1, curve.Fpr.Length - 1)
                .Sum(i => (curve.Fpr[i] - curve.Fpr[i - 1]) * (curve.Tpr[i] + curve.Tpr[i - 1]) / 2);
            Assert.Equal(area, curve.Auc, 1e-12); // rounding of about 100 additions
        });
    }

    [Fact]
    public void Area_under_precision_and_recall_differs_by_estimator()
    {
        // Ranked positive, negative, positive: the steps give 1/2 * 1 + 1/2 * 2/3; the trapezoids from (1/2, 1/2) to (1, 2/3) less.
        var curve = PrCurve.From([true, false, true], [0.9, 0.8, 0.7]);
        Assert.Equal(0.5 + 0.5 * 2 / 3, curve.AveragePrecision, 1e-15);
        Assert.Equal(0.5 * (0.5 + 2.0 / 3) / 2 + 0.5, curve.TrapezoidArea, 1e-15);
        Assert.Equal([2.0 / 3, 0.5, 1, 1], curve.Precision);
        Assert.Equal([1, 0.5, 0.5, 0], curve.Recall);
    }

    [Fact]
    public void Constant_scores_have_the_prevalence_as_average_precision()
    {
        Assert.Equal(0.25, AveragePrecision.Of([true, false, false, false], [0.3, 0.3, 0.3, 0.3]));
        Assert.Equal(1, AveragePrecision.Of([true, false], [0.9, 0.1]));
        Assert.Null(AveragePrecision.Of([false, false], [0.9, 0.1]));
    }

    [Fact]
    public void Curves_of_a_label_without_positives_are_refused_with_the_remedy()
    {
        Assert.Contains("there are 0 and 2", Assert.Throws<WorkbenchException>(() => RocCurve.From([false, false], [0.1, 0.2])).Message,
            StringComparison.Ordinal);
        Assert.Contains("none of 2 rows", Assert.Throws<WorkbenchException>(() => PrCurve.From([false, false], [0.1, 0.2])).Message,
            StringComparison.Ordinal);
    }

    private static void AssertEqual(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }
}
