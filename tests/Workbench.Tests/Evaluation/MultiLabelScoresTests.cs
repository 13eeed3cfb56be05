using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using static Workbench.Tests.Evaluation.ScikitLearn;

namespace Workbench.Tests.Evaluation;

/// <summary>Measures of several labels a track beside scikit-learn's.</summary>
public class MultiLabelScoresTests
{
    [Theory]
    [InlineData("macro")]
    [InlineData("micro")]
    [InlineData("weighted")]
    [InlineData("samples")]
    public void Averages_of_decisions_match_scikit_learn(string average)
    {
        var golden = new ScikitLearn();
        var (truth, decisions) = (golden.MultiLabel.Truth, Decisions.At(golden.MultiLabel.Scores));
        var scores = average switch
        {
            "macro" => DecisionScores.Macro(truth, decisions),
            "micro" => DecisionScores.Micro(truth, decisions),
            "weighted" => DecisionScores.Weighted(truth, decisions),
            _ => DecisionScores.Samples(truth, decisions),
        };
        AssertEqual([.. new[] { "precision", "recall", "f1", "jaccard" }.Select(name => golden.Number(average, name))],
            [scores.Precision, scores.Recall, scores.F1, scores.Jaccard]);
    }

    [Fact]
    public void Rankings_match_scikit_learn()
    {
        var golden = new ScikitLearn();
        var scores = RankingScores.From(golden.MultiLabel);
        Assert.Equal(golden.Number("coverage_error"), scores.CoverageError, Tolerance);
        Assert.Equal(golden.Number("label_ranking_loss"), scores.RankingLoss, Tolerance);
        Assert.Equal(golden.Number("label_ranking_average_precision"), scores.AveragePrecision, Tolerance);
    }

    [Fact]
    public void Probabilities_match_scikit_learn()
    {
        var golden = new ScikitLearn();
        var scores = ProbabilityScores.From(golden.MultiLabel);
        AssertEqual(golden.Numbers("log_loss", "per_label"), scores.LogLossPerLabel);
        AssertEqual(golden.Numbers("brier", "per_label"), scores.BrierPerLabel);
        Assert.Equal(golden.Number("log_loss", "mean"), scores.LogLoss, Tolerance);
        Assert.Equal(golden.Number("brier", "mean"), scores.Brier, Tolerance);
    }

    /// <summary>scikit-learn 1.2.1: average="samples" of [[1,0,0],[1,1,0]] with scores [[0.8,0.5,0.9],[0.3,0.6,0.4]].</summary>
    [Fact]
    public void Areas_over_the_labels_of_each_track_match_scikit_learn()
    {
        var (truth, scores) = (Matrices.Labels([[true, false, false], [true, true, false], [true, true, true], [false, false, false]]),
            Matrices.Scores([[0.8, 0.5, 0.9], [0.3, 0.6, 0.4], [0.1, 0.2, 0.3], [1, 0, 1]]));
        Assert.Equal(0.5, RocAuc.Samples(truth, scores)); // 0.5 and 0.5; the last two tracks have none
        // 0.5, (1 + 2/3) / 2 and 1; the last track has none
        Assert.Equal((0.5 + 5 / 6.0 + 1) / 3, AveragePrecision.Samples(truth, scores)!.Value, Tolerance);
    }

    [Fact]
    public void Scores_that_are_no_probabilities_are_refused() =>
        Assert.Contains("score 1.5 of t is no probability", Assert.Throws<WorkbenchException>(() =>
            ProbabilityScores.From(new(["a"], ["t"], ["x"], Matrices.Labels([[true]]), Matrices.Scores([[1.5]])))).Message,
            StringComparison.Ordinal);
}
