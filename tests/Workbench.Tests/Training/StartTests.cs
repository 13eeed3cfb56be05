using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Training;

/// <summary>Whole trainings that start from what another one learned.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_learns_on_from_another_ones_folder_and_its_frozen_layers_stay()
    {
        var spec = ResumableTraining.Spec with { Epochs = 2 };
        var first = Train(ResumableTraining.Model, spec);
        new TrainedModel(first).Save(folder.Path);
        var start = StartWeights.From(folder.Path) with { FrozenLayers = 2 };
        var second = Train(ResumableTraining.Model with { Start = start }, spec with { Seed = 6 });
        foreach (var name in new[] { "0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var" })
            Assert.Equal(first.Weights[name].Values, second.Weights[name].Values);
        Assert.NotEqual(first.Weights["4.weight"].Values.ToArray(), second.Weights["4.weight"].Values.ToArray());

        var slow = Train(ResumableTraining.Model with { Start = start with { FrozenLayers = 0, Rate = 1e-3 } }, spec with { Seed = 6 });
        Assert.True(Distance(first, slow) is > 0 and < 0.01 && Distance(first, Train(ResumableTraining.Model, spec with { Seed = 6 })) > 1);
    }

    [Fact]
    public void What_starts_by_chance_and_is_not_meant_to_is_told()
    {
        Assert.Contains("resnet18 starts from random weights", ModelSpec.ResNet18.ChanceNote, StringComparison.Ordinal);
        Assert.Null(ModelSpec.Cnn.ChanceNote);
        Assert.Null((ModelSpec.ResNet18 with { Start = StartWeights.ImageNet }).ChanceNote);
    }

    private static double Distance(TrainingResult a, TrainingResult b) => Math.Sqrt(
        a.Weights["0.weight"].Values.ToArray().Zip(b.Weights["0.weight"].Values.ToArray(), (x, y) => (x - y) * (x - y)).Sum());

    private static TrainingResult Train(ModelSpec model, TrainingSpec spec)
    {
        var (train, validation) = ResumableTraining.Data();
        return new Trainer(TestEngines.Of(TestEngines.Managed)).Train(train, validation, new(), model, spec, work: TestWork.Of());
    }
}
