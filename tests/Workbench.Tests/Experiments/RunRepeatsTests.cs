using Workbench.Experiments;

namespace Workbench.Tests.Experiments;

public class RunRepeatsTests
{
    private static readonly RunEntry One = new()
    {
        Id = "1",
        Name = null,
        Note = "",
        Tags = [],
        StartedUtc = default,
        Dataset = "demo",
        DatasetPath = "demo",
        Model = "mlp",
        Changed = [],
        Seed = 0,
        Fold = null,
        Experiment = "a",
        SplitHash = "s0",
        Validation = 0.7,
        ValidationInterval = new(0.7, 0.6, 0.8),
        Test = null,
        TestInterval = null,
        Stopped = false,
        Seconds = 1,
        Bytes = 1,
    };

    [Fact]
    public void Seeds_of_one_experiment_are_one_line_with_mean_and_spread_and_all_points()
    {
        var repeats = Assert.Single(RunRepeats.Of(
            [One, One with { Id = "2", Seed = 1, SplitHash = "s1", Validation = 0.8 },
                One with { Id = "3", Seed = 2, SplitHash = "s2", Validation = 0.9, Name = "wide" }]));
        Assert.Equal((0.8, 0.1), (Math.Round(repeats.Validation!.Mean, 12), Math.Round(repeats.Validation.Deviation!.Value, 12)));
        Assert.Equal(("wide", "0, 1, 2", "0.800 ± 0.100 of 0.700, 0.800, 0.900"), (repeats.Title, repeats.Seeds, repeats.ScoreText));
        Assert.Equal("0.700 [0.600, 0.800]", Assert.Single(RunRepeats.Of([One])).ScoreText);
        Assert.Null(RunRepeats.Of([One])[0].Validation!.Deviation);
    }

    [Fact]
    public void A_run_that_repeats_another_in_all_counts_once_and_one_that_was_stopped_stands_alone()
    {
        var lines = RunRepeats.Of([One with { Name = "first" }, One with { Id = "2", Validation = 0.72 },
            One with { Id = "3", Stopped = true, Seed = 1 }, One with { Id = "4", Experiment = "b" }]);
        Assert.Equal(["2", "3", "4"], lines.Select(line => line.Latest.Id));
        Assert.Equal("first", lines[0].Title);
        Assert.Equal((0.72, "1"), (Assert.Single(lines[0].Validation!.Points), Assert.Single(lines[0].Older).Id));
    }

    [Fact]
    public void Folds_are_told_beside_the_seeds() => Assert.Equal("0; folds 0, 1",
        Assert.Single(RunRepeats.Of([One with { Fold = 1, SplitHash = "f1" }, One with { Id = "2", Fold = 0 }])).Seeds);

    [Fact]
    public void A_filter_wants_every_word_and_tag()
    {
        var run = One with
        {
            Name = "Wide",
            Tags = ["paper"],
            Note = "no dropout",
            Changed = [new("training.optimizer.learningRate", "0.01")],
        };
        Assert.Equal("learningRate=0.01", run.ChangedText);
        Assert.All(["wide", "DROPOUT learningRate=0.01", "demo mlp", ""], text => Assert.True(new RunFilter { Text = text }.Matches(run)));
        Assert.False(new RunFilter { Text = "wide cnn" }.Matches(run));
        Assert.True(new RunFilter { Tags = ["paper"], Dataset = "demo" }.Matches(run));
        Assert.False(new RunFilter { Tags = ["paper", "baseline"] }.Matches(run));
        Assert.False(new RunFilter { Dataset = "songs" }.Matches(run));
    }

    [Fact]
    public void Parameters_whose_last_names_are_the_same_go_by_the_whole_and_long_values_are_cut() => Assert.Equal(
        $"a.rate=1 b.rate=2 c={new string('x', 40)}…",
        (One with { Changed = [new("a.rate", "1"), new("b.rate", "2"), new("long.c", new string('x', 50))] }).ChangedText);
}
