using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Experiments;

public class SweepTests
{
    private static readonly ExperimentSpec Centre = new() { Dataset = "demo" };

    private static readonly ExperimentSpec Chosen = Centre with { Training = new() { Optimizer = new Adam(), BatchSize = 32 } };

    [Fact]
    public void A_parameter_goes_by_the_names_of_the_JSON_and_a_preset_by_its_own()
    {
        var parameters = SpecParameters.Of(Chosen);
        Assert.Equal(("demo", "mlp", "0.001", "32", ""),
            (parameters["dataset"], parameters["model"], parameters["training.optimizer.learningRate"], parameters["training.batchSize"],
                parameters["training.clipNorm"]));
        Assert.Contains("linear", SpecParameters.Of(Centre with { Model = new([new Linear(8)]) })["model.layers"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_differs_is_told()
    {
        var differences = SpecParameters.Differences(
            [Chosen, Chosen.With("training.optimizer.learningRate", "0.01"), Chosen.WithSeed(3)]);
        Assert.Equal(["seed", "training.optimizer.learningRate"], differences.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["0.001", "0.01", "0.001"], differences["training.optimizer.learningRate"]);
        Assert.Empty(SpecParameters.Differences([Centre, Centre]));
        Assert.Equal(["0", "3"],
            Assert.Single(SpecParameters.Differences([Centre, Centre.With("training.seed", "3")]), p => p.Key == "training.seed").Value);
    }

    [Fact]
    public void The_seed_of_all_parts_and_the_seed_of_one_are_both_swept()
    {
        var specs = Sweep.Grid(Centre, [SweepAxis.Parse("seed=1,2"), SweepAxis.Parse("training.seed=5,6")]);
        Assert.Equal([(1, 5), (1, 6), (2, 5), (2, 6)],
            specs.Select(spec => spec.Resolve()).Select(spec => (spec.Split.Seed!.Value, spec.Training.Seed!.Value)));
        Assert.Equal([(1, 1), (2, 2)], Sweep.Grid(Centre, [SweepAxis.Parse("seed=1,2")])
            .Select(spec => spec.Resolve()).Select(spec => (spec.Split.Seed!.Value, spec.Training.Seed!.Value)));
        var parameters = SpecParameters.Of(Centre with { Seed = 4, Augmentation = new() });
        Assert.All(new[] { "seed", "split.seed", "augmentation.seed", "training.seed" }, name => Assert.Equal("4", parameters[name]));
        Assert.StartsWith("seed: every part of this experiment names a seed of its own;",
            Assert.Throws<WorkbenchException>(() => Centre.With("split.seed", "1").With("training.seed", "1").With("seed", "2")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_changed_by_its_name()
    {
        Assert.Equal(new AdamW(0.01, WeightDecay: 1), Centre.With("training.optimizer.learningRate", "1e-2").Training.Optimizer);
        Assert.Equal(0.5, Centre.With("training.clipNorm", "0.5").Training.ClipNorm);
        Assert.Equal("songs", Centre.With("dataset", "songs").Dataset);
        var cnn = Centre.With("model", "cnn");
        Assert.Equal((ModelSpec.Cnn, FeatureSpec.LogMel()), (cnn.Model, cnn.Features));
        Assert.Throws<InvalidSpecException>(() => Centre.With("training.batchSize", "many"));
    }

    [Fact]
    public void A_grid_is_every_combination_and_each_once()
    {
        var specs = Sweep.Grid(Centre,
            [SweepAxis.Parse("training.batchSize=16, 64"), SweepAxis.Parse("training.optimizer.learningRate=1e-3,1e-2,0.001")]);
        Assert.Equal([(16, 0.001), (16, 0.01), (64, 0.001), (64, 0.01)],
            specs.Select(spec => (spec.Training.BatchSize, ((AdamW)spec.Training.Optimizer).LearningRate)));
        Assert.Contains("Batch size 0 must be >= 1",
            Assert.Throws<InvalidSpecException>(() => Sweep.Grid(Centre, [SweepAxis.Parse("training.batchSize=16,0")])).Message,
            StringComparison.Ordinal);
        Assert.Contains("is a range; a grid needs values",
            Assert.Throws<WorkbenchException>(() => Sweep.Grid(Centre, [SweepAxis.Parse("training.clipNorm=1..2")])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_that_nobody_can_wait_for_is_refused_before_any_of_it_is_made()
    {
        string Axis(string name, int count) => $"{name}={string.Join(',', Enumerable.Range(1, count))}";
        string Refused(params string[] axes) =>
            Assert.Throws<WorkbenchException>(() => Sweep.Grid(Centre, [.. axes.Select(SweepAxis.Parse)])).Message;
        Assert.Equal("The grid has 1,000,000,000,000 experiments (10000 of training.batchSize x 10000 of training.epochs x 10000 of seed), "
            + "and 10000 are the most. List fewer values, or draw some of them by chance (--random).",
            Refused(Axis("training.batchSize", 10_000), Axis("training.epochs", 10_000), Axis("seed", 10_000)));
        Assert.StartsWith("The grid has 1,000,000 experiments", Refused(Axis("seed", 1_000_000)), StringComparison.Ordinal);
        Assert.StartsWith("The grid has 1,267,650,600,228,229,401,496,703,205,376 experiments",
            Refused([.. Enumerable.Repeat("seed=1,2", 100)]), StringComparison.Ordinal);
        Assert.Throws<WorkbenchException>(() => Sweep.Random(Centre, [SweepAxis.Parse("seed=1,2")], Sweep.MostExperiments + 1, 0));
    }

    [Fact]
    public void Every_variation_is_repeated_with_the_seeds_from_the_experiments_own_upwards()
    {
        var specs = Sweep.Repeat(Sweep.Grid(Centre.WithSeed(3), [SweepAxis.Parse("training.batchSize=16,64")]), 2);
        Assert.Equal([(16, 3), (16, 4), (64, 3), (64, 4)], specs.Select(spec => (spec.Training.BatchSize, spec.Seed)));
        Assert.Equal([Centre], Sweep.Repeat([Centre], 1));
        var fixedSeeds = Centre with { Split = Centre.Split with { Seed = 1 }, Training = Centre.Training with { Seed = 1 } };
        Assert.StartsWith("seed: every part of this experiment names a seed of its own",
            Assert.Throws<WorkbenchException>(() => Sweep.Repeat([fixedSeeds], 2)).Message, StringComparison.Ordinal);
        Assert.Equal("Seeds 0 must be 1 to 10000 for 1 experiments; 5 are usual.",
            Assert.Throws<WorkbenchException>(() => Sweep.Repeat([Centre], 0)).Message);
    }

    [Fact]
    public void Draws_lie_in_their_ranges_and_the_first_are_the_same_for_any_number_of_them()
    {
        SweepAxis[] axes =
        [
            SweepAxis.Parse("training.optimizer.learningRate=log:1e-5..1e-1"),
            SweepAxis.Parse("training.clipNorm=0.5..2"),
            SweepAxis.Parse("training.batchSize=16,32"),
        ];
        var many = Sweep.Random(Centre, axes, 200, seed: 4);
        Assert.Equal(Sweep.Random(Centre, axes, 5, seed: 4).Select(SpecJson.Hash), many[..5].Select(SpecJson.Hash));
        var rates = many.Select(spec => ((AdamW)spec.Training.Optimizer).LearningRate).ToList();
        Assert.All(rates, rate => Assert.InRange(rate, 1e-5, 1e-1));
        // Half of the orders of magnitude: 100 of 200, within four standard deviations.
        Assert.InRange(rates.Count(rate => rate < 1e-3), 70, 130);
        Assert.All(many, spec => Assert.InRange(spec.Training.ClipNorm!.Value, 0.5, 2));
        Assert.Equal([16, 32], many.Select(spec => spec.Training.BatchSize).Distinct().Order());
        Assert.Contains("Draws 0 must be 1 to 10000", Assert.Throws<WorkbenchException>(() => Sweep.Random(Centre, axes, 0, 0)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training.batchSize")]
    [InlineData("=1,2")]
    [InlineData("x=2..1")]
    [InlineData("x=log:0..1")]
    [InlineData("x=1..2..3")]
    public void An_axis_written_otherwise_is_refused_with_an_example(string text) =>
        Assert.Contains("for instance training.optimizer.learningRate=",
            Assert.Throws<WorkbenchException>(() => SweepAxis.Parse(text)).Message, StringComparison.Ordinal);
}
