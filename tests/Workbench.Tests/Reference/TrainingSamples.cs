using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Reference;

/// <summary>Small problems to train on, and a model of one.</summary>
internal static class TrainingSamples
{
    /// <summary>A few epochs, for tests that ask for something else than a good model.</summary>
    public static readonly TrainingSpec Quick = TrainingSpec.Default with { Epochs = 3, BatchSize = 16 };

    /// <summary>Trains in managed code.</summary>
    public static readonly Trainer Trainer = new(new ManagedEngine());

    /// <summary>
    /// Songs with the given features and labels, all in one dataset; the first <paramref name="trainCount"/> are to learn from.
    /// </summary>
    public static (TrainingPart Train, ValidationPart Validation) Parts(float[][] features, string[][] labels, int trainCount)
    {
        ImmutableArray<Track> tracks =
            [.. labels.Select((names, i) => new Track { Id = $"song {i}", AudioPath = $"{i}.wav", Labels = [.. names] })];
        var matrix = new FeatureMatrix([.. Enumerable.Range(0, features[0].Length).Select(i => $"column {i}")],
            [.. features.SelectMany(row => row)]);
        var source = new ExtractedDataset(new("made", "", tracks, []), new(), matrix);
        return (new(source, [.. Enumerable.Range(0, trainCount)]),
            new(source, [.. Enumerable.Range(trainCount, tracks.Length - trainCount)]));
    }

    /// <summary>
    /// Six noisy columns of different scales; three labels that overlap: "a" where the first is large, "b" where the product of two
    /// others is positive (which needs a hidden layer), "c" where neither is so.
    /// </summary>
    public static (TrainingPart Train, ValidationPart Validation) MultiLabel(int trainCount = 300, int validationCount = 100, int seed = 1)
    {
        var rng = new Random(seed);
        float[][] features = new float[trainCount + validationCount][];
        string[][] labels = new string[features.Length][];
        for (var i = 0; i < features.Length; i++)
        {
            double[] z = [.. Enumerable.Range(0, 6).Select(_ => Normal(rng))];
            features[i] = [.. z.Select((value, column) => (float)(value * Math.Pow(10, column - 2) + 3 * column))];
            var (a, b) = (z[0] > 0.3, z[1] * z[2] > 0);
            labels[i] = [.. new[] { a ? "a" : null, b ? "b" : null, a || b ? null : "c" }.OfType<string>()];
        }
        return Parts(features, labels, trainCount);
    }

    /// <summary>
    /// A quick model of 400 songs, layer 0 linear with 20 units, 1 BatchNorm and 4 the output, with the features that it learned from.
    /// </summary>
    public static TrainedModel Train(out FeatureMatrix features, ScalerKind scaler = ScalerKind.Standard)
    {
        var (train, validation) = MultiLabel(trainCount: 400);
        features = train.Features;
        return new(Trainer.Train(
            train, validation, new(), new([new Linear(20), new BatchNorm(), new Relu(), new Dropout(0.5)]),
            Quick with { Scaler = scaler }));
    }

    /// <summary>The bytes of all tensors.</summary>
    public static int[] Bits(Weights weights) =>
        [.. weights.Tensors.SelectMany(t => t.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private static double Normal(Random rng) => Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());
}
