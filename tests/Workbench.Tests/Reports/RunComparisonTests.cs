using System.Text.Json.Nodes;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Reports;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Reports;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public RunComparisonTests() => workspace = new(new(folder.File("data")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Seeds_are_one_line_with_mean_and_points_and_are_compared_split_by_split()
    {
        var first = Train();
        var specs = Sweep.Repeat(Sweep.Grid(first.Spec, [SweepAxis.Parse("training.optimizer.learningRate=1e-3,1e-2")]), 3);
        var runs = specs.Select(spec => Sweep.Find([spec], workspace.Runs)[0] ?? Train(_ => spec)).ToArray();
        Assert.Equal(6, runs.DistinctBy(run => run.Id).Count());
        workspace.Runs.Describe(runs[3], RunAbout.None with { Name = "fast" });

        var comparison = new RunComparison(runs);
        var ranking = comparison.Ranking();
        Assert.Equal(2, ranking.RowCount);
        Assert.Contains("0, 1, 2", ranking.ToString(), StringComparison.Ordinal);
        Assert.Contains(new RepeatedScore([.. runs[..3].Select(run => run.Summary.Validation.AccuracyTop1!.Value)]).ToString(),
            ranking.ToString(), StringComparison.Ordinal);
        Assert.Matches("^(fast better than 0.001 by|0.001 better than fast by|No difference shown: (fast minus 0.001|0.001 minus fast)).*"
            + "mean over 3 splits, paired$", Assert.Single(comparison.Verdicts));
        Assert.Empty(comparison.Cautions);
        Assert.Equal(0, comparison.Winner.Summary.Seed);
        Assert.Equal(2, comparison.Curves().Panels[0].Traces.Length);
        Assert.Equal("training.optimizer.learningRate", Assert.Single(comparison.Parameters().Columns.Skip(1)));
        Assert.Contains(" of 2 experiments: best ", comparison.ToPage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Different_songs_are_no_comparison_and_that_is_said_with_the_remedy()
    {
        var first = Train();
        var second = Train(spec => spec.With("training.optimizer.learningRate", "0.01") with { Seed = 1 });
        var comparison = new RunComparison((IReadOnlyList<Run>)[first, second]);
        Assert.Matches("^Not comparable: .* were evaluated on different songs; repeat both with the same seeds", comparison.Verdicts[0]);
        Assert.Contains("the mean over the same seeds: workbench sweep --seeds 5.", Assert.Single(comparison.Cautions),
            StringComparison.Ordinal);
        var random = SavedRuns.Copy(first, "99990101-random", spec => spec.With("split.grouping", "recording"));
        Assert.Contains("they differ in split.grouping. A split that lets an artist stand on both sides flatters.",
            Assert.Single(new RunComparison((IReadOnlyList<Run>)[first, random]).Cautions), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_of_one_split_are_compared_on_its_songs()
    {
        static ExperimentSpec Seeded(ExperimentSpec spec, int seed) => spec with { Training = spec.Training with { Seed = seed } };
        // Ten validation songs are enough artists to say.
        static ExperimentSpec Halved(ExperimentSpec spec) =>
            spec with { Split = spec.Split with { TrainShare = 0.4, ValidationShare = 0.4, TestShare = 0.2 } };
        var (first, second) = (Train(Halved), Train(spec => Halved(spec).With("training.batchSize", "4")));
        Run[] again = [.. new[] { first, second }.Select((run, i) =>
            SavedRuns.Copy(run, $"99990101-{i}", spec => Seeded(spec, 1), scores => scores["seed"] = 1))];
        var single = Assert.Single(new RunComparison((IReadOnlyList<Run>)[first, second]).Verdicts);
        var verdict = Assert.Single(new RunComparison((IReadOnlyList<Run>)[first, second, .. again]).Verdicts);
        Assert.DoesNotContain("Too few", single, StringComparison.Ordinal);
        Assert.Equal($"{single}, mean over 2 seeds of one split", verdict); // the copies are as good as the originals
    }

    [Fact]
    public void What_is_left_out_is_told_with_the_reason()
    {
        var first = Train();
        var damaged = SavedRuns.Copy(first, "10000101-damaged");
        File.WriteAllText(Path.Combine(damaged.Folder, "scores.json"), "{");
        SavedRuns.Copy(first, "10000102-elsewhere", spec => spec with { Dataset = "demo" }, Put("splitHash", "other"));
        SavedRuns.Copy(first, "10000103-genres", change: scores => scores["validation"]!["perLabel"]![0]!["label"] = "Polka");
        SavedRuns.Copy(first, "10000104-again");
        var selection = RunSelection.Like(workspace.Runs, new());
        var comparison = new RunComparison(selection.Runs, selection.LeftOut);
        Assert.Equal(first.Id, Assert.Single(comparison.Runs).Id);
        Assert.Equal(["10000101-damaged", "10000102-elsewhere", "10000103-genres", "10000104-again"],
            comparison.LeftOut.Select(run => run.Run).Order(StringComparer.Ordinal));
        var text = comparison.ToString();
        Assert.Contains("Left out: 10000101-damaged: ", text, StringComparison.Ordinal);
        Assert.Contains("Left out: 10000102-elsewhere: of the dataset demo, and the latest run is of ", text, StringComparison.Ordinal);
        Assert.Contains("Left out: 10000103-genres: it learned other genres than the latest run", text, StringComparison.Ordinal);
        Assert.Contains("Left out: 10000104-again: a later run has its experiment, seed and songs", text, StringComparison.Ordinal);
        Assert.Equal(2, RunSelection.Named(workspace.Runs, ["10000102", first.Id]).Runs.Length);
        Assert.Empty(RunSelection.Like(workspace.Runs, new() { Tags = ["none"] }).Runs);
    }

    private static Action<JsonNode> Put(string member, string value) => scores => scores[member] = value;

    private Run Train(Func<ExperimentSpec, ExperimentSpec>? vary = null) => SavedRuns.Train(workspace, folder.File("songs"), vary);
}
