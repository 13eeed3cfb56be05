using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Regularization;

namespace Workbench.Tests.Experiments;

/// <summary>The names by which an experiment is changed.</summary>
public class ParameterTests
{
    private static readonly ExperimentSpec Centre = new() { Dataset = "demo" };

    [Fact]
    public void A_part_is_named_by_a_word_as_the_options_do()
    {
        Assert.Equal(SplitSpec.Folds(5, 2) with { Seed = 7 }, Centre.With("split.seed", "7").With("split", "folds:5:2").Split);
        Assert.Equal(FeatureSpec.Fma518.Hash, Centre.With("features", "fma518").Features.Hash);
        Assert.Equal(new LabelSpec { Top = 4, MinimumSongs = 3 }, Centre.With("genres.minimumSongs", "3").With("genres", "top:4").Genres);
        Assert.Equal(AugmentationSpec.Balanced, Centre.With("augmentation", "balanced").Augmentation);
        Assert.Null(Centre.With("augmentation", "balanced").With("augmentation", "null").Augmentation);
        Assert.Equal(ModelSpec.Cnn, Centre.With("model", "cnn").Model);
    }

    [Fact]
    public void What_is_null_or_of_another_kind_is_made()
    {
        Assert.Equal(new Mixup(0.4), Centre.With("training.mixup.alpha", "0.4").Training.Mixup);
        Assert.Equal(new Sgd(), Centre.With("training.optimizer", "sgd").Training.Optimizer);
        Assert.Equal(new Sgd(), Centre.With("training.optimizer.kind", "SGD").Training.Optimizer);
        Assert.IsType<FocalLoss>(Centre.With("training.loss", "focal").Training.Loss);
        Assert.Equal(["mfcc", "rmse"], Centre.With("features.features", "mfcc,rms").Features.Features.Select(f => f.Name));
        Assert.Equal([Statistic.Mean, Statistic.Std], Centre.With("features.statistics", "mean, std").Features.Statistics);
        Assert.Equal("123", Centre.With("dataset", "123").Dataset);
        Assert.True(Centre.With("refit", "True").Refit);
    }

    [Theory]
    [InlineData("training.epoch", "5", "training.epoch: no such parameter; did you mean training.epochs?")]
    [InlineData("learningRate", "1", "learningRate: no such parameter; did you mean training.optimizer.learningRate?")]
    [InlineData("training.clipNorm.value", "1", "training.clipNorm.value: no such parameter; there are dataset, ")]
    [InlineData("training.optimizer", "addam", "training.optimizer: addam is no value of it; did you mean adam?")]
    [InlineData("training.sampling", "random", "training.sampling: random is no value of it; there are shuffled, balanced.")]
    [InlineData("training.epochs", "2.5", "training.epochs: 2.5 is no whole number or null.")]
    [InlineData("training.clipNorm", "inf", "training.clipNorm: inf is no number or null.")]
    [InlineData("model", "mpl", "mpl: no such model; did you mean mlp?")]
    [InlineData("model", "gru",
        "gru: no such model; there are mlp, linear, kernel, cnn, vgg, resnet, resnet18, a model spec as a JSON file.")]
    public void What_cannot_be_is_refused_with_what_was_meant(string name, string value, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidSpecException>(() => Centre.With(name, value)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_list_tells_every_parameter_with_its_value_and_the_range_that_the_check_has()
    {
        var parameters = Centre.Parameters().ToDictionary(parameter => parameter.Name);
        Assert.Equal(("", ">= 1; 100 is usual"), (parameters["training.epochs"].Value, parameters["training.epochs"].Values));
        Assert.Equal("1000 to 768000; 22050 is usual", parameters["features.sampleRate"].Values);
        Assert.Equal(["sgd", "adam", "adamW", "adagrad", "lbfgs"], parameters["training.optimizer.kind"].Words);
        Assert.Equal(("mlp", ExperimentSpec.ModelFormsInWords), (parameters["model"].Value, parameters["model"].Values));
        Assert.Equal(SplitSpec.FormsInWords, parameters["split"].Values);
        // What is listed can be set, to what it is.
        Assert.All(parameters.Values.Where(p => p.Value.Length > 0 && !p.Value.Contains(',', StringComparison.Ordinal)),
            p => Assert.Equal(SpecJson.Hash(Centre), SpecJson.Hash(Centre.With(p.Name, p.Value))));
    }
}
