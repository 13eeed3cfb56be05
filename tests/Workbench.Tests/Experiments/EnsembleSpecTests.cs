using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Tests.Experiments;

public class EnsembleSpecTests
{
    private static readonly ExperimentSpec Alone = new() { Dataset = "songs" };
    private static readonly ExperimentSpec Two = Alone.WithModels(ModelSpec.Mlp, ModelSpec.Cnn);

    [Fact]
    public void Each_model_brings_the_features_and_the_training_that_suit_it()
    {
        Assert.Equal(Alone.WithModel(ModelSpec.Mlp), Two.Members()[0]);
        Assert.Equal(Alone.WithModel(ModelSpec.Cnn), Two.Members()[1]);
        Assert.Equal([FeatureSpec.Default, FeatureSpec.LogMel()], Two.Heard.Parts);
        Assert.Equal([FeatureSpec.LogMel()], Alone.WithModels(ModelSpec.Cnn, ModelSpec.VggLike).Heard.Parts); // shared
        Assert.Equal(Alone, Two.WithModel(ModelSpec.Mlp));
    }

    [Fact]
    public void JSON_leaves_an_ensemble_out_that_is_not_there_and_gives_one_back_that_is()
    {
        Assert.DoesNotContain("ensemble", SpecJson.Write(Alone), StringComparison.OrdinalIgnoreCase);
        var read = SpecJson.Read<ExperimentSpec>(SpecJson.Write(Two));
        Assert.Equal((Two, Two.GetHashCode(), SpecJson.Hash(Two)), (read, read.GetHashCode(), SpecJson.Hash(read)));
        Assert.NotEqual(SpecJson.Hash(Alone), SpecJson.Hash(Two));
        var slower = Two with { Ensemble = [Two.Ensemble[0] with { Training = TrainingSpec.Segments with { Epochs = 3 } }] };
        Assert.NotEqual(Two, slower);
        Assert.NotEqual(SpecJson.Hash(Two), SpecJson.Hash(slower));
    }

    [Theory]
    [InlineData("model", "mlp+cnn")]
    [InlineData("ensemble", "cnn")]
    public void A_command_line_names_the_models_joined_by_a_plus(string parameter, string value)
    {
        var spec = Alone.With(parameter, value);
        Assert.Equal(Two, spec);
        Assert.Equal("mlp+cnn", SpecParameters.ModelOf(spec));
        Assert.Equal("cnn", SpecParameters.Of(spec)["ensemble"]);
        Assert.Empty(SpecParameters.Changed(spec.For(ClassificationTask.SingleLabel), ClassificationTask.SingleLabel));
        Assert.Equal(Two, Two.With("ensemble", SpecJson.Write(Two.Ensemble)));
        Assert.Equal(Alone, Two.With("ensemble", "[]"));
        Assert.Equal(Alone, Two.With("model", "mlp"));
        Assert.DoesNotContain("ensemble", SpecParameters.Of(Alone).Keys);
        Assert.Contains("mlpp: no such model",
            Assert.Throws<InvalidSpecException>(() => Alone.With("model", "cnn+mlpp")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twins_learn_by_seeds_of_their_own_and_other_members_by_the_one_of_the_experiment()
    {
        var seeds = Alone.WithSeed(5).WithModels(ModelSpec.Cnn, ModelSpec.Mlp, ModelSpec.Cnn).Resolve().Members()
            .Select(member => member.Training.Seed);
        Assert.Equal([5, 5, 6], seeds);
        Assert.Equal(["cnn", "mlp", "cnn 2"],
            SpecParameters.MemberNames(Alone.WithModels(ModelSpec.Cnn, ModelSpec.Mlp, ModelSpec.Cnn)));
    }

    [Fact]
    public void What_no_ensemble_can_be_is_refused()
    {
        var many = Alone.WithModels([.. Enumerable.Repeat(ModelSpec.Mlp, 17)]);
        Assert.Contains("An ensemble of 17 models; there may be 16 at most",
            Assert.Throws<InvalidSpecException>(many.Validate).Message, StringComparison.Ordinal);
        var wrong = Two with { Ensemble = [Two.Ensemble[0] with { Training = TrainingSpec.Segments with { Epochs = 0 } }] };
        Assert.Contains("Epochs 0", Assert.Throws<InvalidSpecException>(wrong.Validate).Message, StringComparison.Ordinal);
        Assert.Contains("A member of the ensemble is null",
            Assert.Throws<InvalidSpecException>(() => Alone.With("ensemble", "[null]")).Message, StringComparison.Ordinal);
    }
}
