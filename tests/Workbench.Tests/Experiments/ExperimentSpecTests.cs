using Workbench.Augmentation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Features;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Optimizers;
using Workbench.Training.Scaling;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Experiments;

public class ExperimentSpecTests
{
    /// <summary>With the features and the training that were the default of old, when every value stood in the file.</summary>
    private static readonly ExperimentSpec Demo = new()
    {
        Dataset = "demo",
        Features = LibrosaSpec.Default,
        Refit = false,
        Training = new()
        {
            Scaler = ScalerKind.Standard,
            Optimizer = new Adam(),
            Schedule = new ConstantSchedule(),
            Epochs = 100,
            BatchSize = 32,
            SegmentsPerSong = 1,
            Patience = 15,
            Sampling = Sampling.Shuffled,
        },
    };

    [Fact]
    public void An_experiment_of_a_seed_is_known_by_the_name_that_it_always_had()
    {
        // From `workbench train --dataset demo`, with and without --seed 3, when every part named its seed.
        Assert.StartsWith("a7e085280c83c42a", SpecJson.Hash(Demo), StringComparison.Ordinal);
        Assert.StartsWith("ccb2d85d4e21fee1", SpecJson.Hash(Demo.WithSeed(3)), StringComparison.Ordinal);
    }

    [Fact]
    public void Experiments_of_the_same_seeds_are_the_same_however_they_are_written()
    {
        var inherited = Demo with { Seed = 3, Augmentation = new() };
        var named = Demo with
        {
            Seed = 9,
            Split = Demo.Split with { Seed = 3 },
            Augmentation = new() { Seed = 3 },
            Training = Demo.Training with { Seed = 3 },
        };
        Assert.Equal(SpecJson.Hash(inherited), SpecJson.Hash(named));
        Assert.Equal(SpecJson.Hash(inherited), SpecJson.Hash(inherited.Resolve()));
        Assert.StartsWith("7292b28d7cef66bc", SpecJson.Hash(inherited), StringComparison.Ordinal);
        Assert.NotEqual(SpecJson.Hash(inherited), SpecJson.Hash(named with { Augmentation = new() }));
        Assert.NotEqual(SpecJson.Hash(inherited), SpecJson.Hash(inherited.WithSeed(4)));
        Assert.DoesNotContain("\"seed\": null", SpecJson.Write(inherited), StringComparison.Ordinal);
        Assert.Equal(inherited, SpecJson.Read<ExperimentSpec>(SpecJson.Write(inherited)));
    }

    [Fact]
    public void A_part_that_names_a_seed_keeps_it()
    {
        var spec = (Demo with { Training = Demo.Training with { Seed = 5 } }).WithSeed(3).Resolve();
        Assert.Equal((3, 5), (spec.Split.Seed, spec.Training.Seed));
    }

    [Theory]
    [InlineData(3, 3, null, 3)]
    [InlineData(3, 3, 3, 3)]
    [InlineData(3, 5, null, 0)]
    [InlineData(3, 3, 5, 0)]
    public void A_file_that_names_one_seed_in_every_part_is_an_experiment_of_that_seed(int split, int training, int? copies, int seed)
    {
        var written = Demo with
        {
            Split = Demo.Split with { Seed = split },
            Augmentation = copies is null ? null : AugmentationSpec.Balanced with { Seed = copies },
            Training = Demo.Training with { Seed = training },
        };
        using var folder = new TempFolder();
        var read = ExperimentSpec.ReadFile(folder.Write("experiment.json", SpecJson.Write(written)));
        Assert.Equal((seed, SpecJson.Hash(written)), (read.Seed, SpecJson.Hash(read)));
        Assert.Equal(seed == 0 ? (split, training) : (8, 8),
            (read.WithSeed(8).Resolve().Split.Seed!.Value, read.WithSeed(8).Resolve().Training.Seed!.Value));
    }
}
