using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class RocAucTests
{
    [Theory]
    [InlineData(new[] { 0.1, 0.2, 0.8, 0.9 }, 1.0)]
    [InlineData(new[] { 0.9, 0.8, 0.2, 0.1 }, 0.0)]
    [InlineData(new[] { 0.3, 0.3, 0.3, 0.3 }, 0.5)]
    [InlineData(new[] { -5.0, 3.0, 3.0, 1000.0 }, 0.875)] // one of four pairs is a tie
    public void Perfect_reversed_constant_and_tied_rankings_have_their_closed_forms(double[] scores, double expected) =>
        Assert.Equal(expected, RocAuc.Of([false, false, true, true], scores));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_label_that_all_or_no_rows_have_is_undefined(bool label)
    {
        Assert.Null(RocAuc.Of([label, label], [0.1, 0.9]));
        Assert.Null(RocAuc.Of([], []));
    }

    [Fact]
    public void Every_ranking_equals_the_count_of_its_pairs()
    {
        var rng = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            var labels = new bool[rng.Next(2, 60)];
            var scores = new double[labels.Length];
            var distinctScores = rng.Next(1, 30); // few distinct scores: many ties
            for (var i = 0; i < labels.Length; i++)
                (labels[i], scores[i]) = (rng.Next(3) == 0, rng.Next(distinctScores) / 7.0);
            Assert.Equal(ByCountingPairs(labels, scores), RocAuc.Of(labels, scores));
        }
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        bool[] labels = [true, false, true, false, false];
        double[] scores = [0.5, 0.5, 0.2, 0.5, 0.1];
        Assert.Equal(RocAuc.Of(labels, scores), RocAuc.Of([.. labels.Reverse()], [.. scores.Reverse()]));
    }

    [Fact]
    public void Averages_leave_undefined_labels_out()
    {
        // Label 0 is ranked perfectly (one positive), label 1 in reverse (two positives), label 2 has no positives.
        var labels = Matrices.Labels([[true, false, false], [false, true, false], [false, true, false]]);
        var scores = Matrices.Scores([[0.9, 0.9, 0.1], [0.2, 0.3, 0.1], [0.1, 0.3, 0.1]]);
        Assert.Equal(0.5, RocAuc.Macro(labels, scores));
        Assert.Equal(1.0 / 3, RocAuc.Weighted(labels, scores)!.Value, 1e-15);
        Assert.Null(RocAuc.Macro(Matrices.Labels([[true], [true]]), Matrices.Scores([[0.5], [0.4]])));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_score_that_is_not_finite_is_refused_by_row_and_label(double score)
    {
        var labels = Matrices.Labels([[true, false], [false, true]]);
        var error = Assert.Throws<WorkbenchException>(() => RocAuc.Macro(labels, Matrices.Scores([[0.1, 0.2], [0.3, score]])));
        Assert.Contains("row 1 for label 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 1", Assert.Throws<WorkbenchException>(() => RocAuc.Of([true, false], [0, score])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RocAuc.Of([true, false], [0.5]));
        Assert.Throws<ArgumentException>(() => RocAuc.Macro(new LabelMatrix(2, 3), new ScoreMatrix(3, 2)));
    }

    private static double? ByCountingPairs(bool[] labels, double[] scores)
    {
        var (won, pairs) = (0.0, 0);
        for (var positive = 0; positive < labels.Length; positive++)
            for (var negative = 0; negative < labels.Length; negative++)
                if (labels[positive] && !labels[negative])
                {
                    pairs++;
                    won += scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0;
                }
        return pairs == 0 ? null : won / pairs;
    }
}
