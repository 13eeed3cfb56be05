using Microsoft.Data.Analysis;
using Workbench.Bridges;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Bridges;

/// <summary>Scores and runs as data frames.</summary>
public class ScoreFramesTests
{
    private static readonly Scores Scored = Scores.From(new Predictions(["Jazz", "Rock"], ["x", "y", "z"], ["X", "Y", "Z"],
        Matrices.Labels([[true, false], [false, false], [true, false]]), Matrices.Scores([[0.75, 0.1], [0.8, 0.2], [0.9, 0.3]])));

    [Fact]
    public void A_measure_is_a_row_and_an_undefined_one_is_missing()
    {
        var frame = Scored.ToDataFrame();
        Assert.Equal(Measures.All.Select(measure => measure.Key), frame["measure"].Cast<string>());
        Assert.Equal(Measures.All.Select(measure => Scored[measure]), ((DoubleDataFrameColumn)frame["value"]).ToArray());
        Assert.Equal(["rocAucMacro", "ROC-AUC, macro", 0.5, "higher"],
            frame.Filter(frame["measure"].ElementwiseEquals("rocAucMacro")).Rows[0].Take(4));
    }

    [Fact]
    public void A_genre_is_a_row_with_its_counts_and_scores()
    {
        var frame = Scored.PerLabel.ToDataFrame();
        Assert.Equal(["genre", "songs", "prevalence", "auc", "ap", "precision", "recall", "f1"],
            frame.Columns.Select(column => column.Name));
        Assert.Equal(["Rock", 0, 0.0, null, null], frame.Rows[1].Take(5));
        Assert.Equal(("Jazz", 2, 0.5), (frame[0, 0], frame[0, 1], frame[0, 3]));
    }

    [Fact]
    public void A_run_is_a_row_and_a_sealed_test_part_is_missing()
    {
        var run = new RunEntry
        {
            Id = "1",
            Name = null,
            Note = "",
            Tags = ["a", "b"],
            StartedUtc = new(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)),
            Dataset = "demo",
            DatasetPath = "demo",
            Model = "mlp",
            Changed = [],
            Seed = 3,
            Fold = null,
            Experiment = "a",
            SplitHash = "s",
            Validation = 0.7,
            ValidationInterval = new(0.7, 0.6, 0.8),
            Test = null,
            TestInterval = null,
            Stopped = false,
            Seconds = 1.5,
            Bytes = 5_000_000_000,
        };
        var frame = new[] { run }.ToDataFrame();
        Assert.Equal(["1", null, "mlp", "demo", "", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), 3, null, "rocAucMacro", 0.7, 0.6,
            0.8, null, null, null, false, 1.5, 5_000_000_000L, "a;b", ""], frame.Rows[0]);
        Assert.Equal(typeof(int), frame["fold"].DataType);
    }
}
