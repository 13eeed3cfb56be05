using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Inference;

public sealed class ModelFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ScalerKind.Standard)]
    [InlineData(ScalerKind.Quantile)]
    [InlineData(ScalerKind.Overall)]
    [InlineData(ScalerKind.Rank)]
    public void A_loaded_model_predicts_the_same_bytes(ScalerKind scaler)
    {
        var model = TrainingSamples.Train(out var features, scaler);
        Assert.Equal(scaler, model.Scaler.Kind);
        model.Save(folder.Path);
        var loaded = TrainedModel.Load(folder.Path);
        Assert.Equal(TrainingSamples.Bits(model.Weights), TrainingSamples.Bits(loaded.Weights));
        Assert.Equal(model.Spec, loaded.Spec);
        Assert.Equal(model.Vocabulary.Names, loaded.Vocabulary.Names);
        Assert.Equal(model.FeatureColumns, loaded.FeatureColumns);
        Assert.Equal(SpecJson.Hash(model.Features), SpecJson.Hash(loaded.Features));
        Assert.Equal(model.LearningCurve.Epochs, loaded.LearningCurve.Epochs);
        Assert.Equal(model.LearningCurve.BestEpoch, loaded.LearningCurve.BestEpoch);
        var (expected, scores) = (model.Predict(features), loaded.Predict(features));
        for (var row = 0; row < scores.RowCount; row++)
            Assert.Equal(expected.Row(row).ToArray(), scores.Row(row).ToArray());
    }

    [Fact]
    public void A_model_of_a_softmax_stays_one()
    {
        var model = TrainingSamples.Train(out var features);
        new TrainedModel(new(
            model.Features, model.FeatureColumns, model.Scaler, model.Spec, model.Weights, model.Vocabulary, model.LearningCurve,
            OutputFunction.Softmax)).Save(folder.Path);
        Assert.Equal(1, TrainedModel.Load(folder.Path).Predict(features).Row(0).ToArray().Sum(), 1e-12);
        Assert.NotEqual(1, model.Predict(features).Row(0).ToArray().Sum(), 1e-3);
    }

    [Fact]
    public void A_missing_damaged_or_foreign_file_is_refused_by_name()
    {
        TrainingSamples.Train(out _).Save(folder.Path);
        var weights = folder.File(TrainedModel.WeightsName);
        var whole = File.ReadAllBytes(weights);
        File.WriteAllBytes(weights, whole[..^4]);
        var damaged = Assert.Throws<WorkbenchException>(() => TrainedModel.Load(folder.Path));
        Assert.Contains($"{TrainedModel.WeightsName}: This is no whole safetensors file", damaged.Message, StringComparison.Ordinal);
        using (var stream = File.Create(weights))
            Safetensors.Write(stream, [new("scaler.mean", [6], new float[6]), new("scaler.std", [6], new float[6])]);
        Assert.Contains("no tensor 0.weight", Assert.Throws<WorkbenchException>(() => TrainedModel.Load(folder.Path)).Message,
            StringComparison.Ordinal);
        File.Delete(weights);
        Assert.Contains(TrainedModel.WeightsName, Assert.Throws<WorkbenchException>(() => TrainedModel.Load(folder.Path)).Message,
            StringComparison.Ordinal);
    }
}
