using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Export;

/// <summary>Models whose weights and running statistics are drawn, and whose scaler is fitted to given songs.</summary>
internal static class DrawnModel
{
    public static TrainedModel Make(FeatureSpec features, ModelSpec model, SongFeatures songs, ScalerKind scaler = ScalerKind.Standard,
        OutputFunction output = OutputFunction.Sigmoid)
    {
        ImmutableArray<string> labels = ["Blues", "Jazz", "Rock"];
        ImmutableArray<Track> tracks = [.. Enumerable.Range(0, songs.SongCount)
            .Select(i => new Track { Id = $"{i}", AudioPath = $"{i}", Labels = [labels[i % 3]] })];
        var part = new TrainingPart(new(new("drawn", "", tracks, []), features, songs), [.. Enumerable.Range(0, songs.SongCount)]);
        var plan = model.Bind(model.InputShape(features, songs.ColumnCount), labels.Length);
        var rng = new Random(7);
        var weights = new Weights(Weights.Initialize(plan, rng).Tensors.Zip(plan.Parameters, (tensor, parameter) => parameter.Role switch
        {
            ParameterRole.RunningMean or ParameterRole.Shift => Draw(tensor, -0.5f, rng),
            ParameterRole.RunningVariance or ParameterRole.Scale => Draw(tensor, 0.5f, rng),
            _ => tensor,
        }));
        return new(new(features, songs.ColumnNames, Scaler.Fit(part, scaler), model, weights, new(labels),
            new([new(1, 0.5, 0.5, 0.5, 0)], 1, StopReason.Finished), output));
    }

    private static Tensor Draw(Tensor tensor, float from, Random rng) =>
        new(tensor.Name, tensor.Shape, [.. tensor.Values.ToArray().Select(_ => from + (float)rng.NextDouble())]);
}
