using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Reference;

/// <summary>
/// The experiment that this workbench began from, as far as tables allow: several genres a song, three dense
/// layers, binary cross-entropy, Adagrad (learning rate 5e-4, epsilon 1e-6), early stopping and the weights
/// kept by the validation AUC; and the balanced training that it wished for.
/// </summary>
internal static class OriginalExperiment
{
    private static readonly ModelSpec ThreeLayers = new(
        [new Linear(512), new BatchNorm(), new Relu(), new Dropout(0.3), new Linear(256), new BatchNorm(), new Relu(), new Dropout(0.3)]);

    private static readonly TrainingSpec Training = TrainingSpec.Default with
    {
        Optimizer = new Adagrad(5e-4, 1e-6),
        Epochs = 150,
        Patience = 30,
    };

    /// <summary>The ways of training: as it was, and balanced in two ways.</summary>
    public static ImmutableArray<(string Name, TrainingSpec Training)> Arms { get; } =
    [
        ("as it was", Training),
        ("positive weights", Training with { Loss = new BinaryCrossEntropy(PositiveWeighting.Balanced) }),
        ("balanced sampler", Training with { Sampling = Sampling.Balanced }),
    ];

    /// <summary>Trains on a table and answers its test part.</summary>
    /// <param name="table">The songs, with the parts that they come in.</param>
    /// <param name="training">One of <see cref="Arms"/>.</param>
    public static Predictions Answer(FmaTable table, TrainingSpec training)
    {
        var songs = table.Songs;
        var model = new Trainer(new ManagedEngine()).Train(
            new(songs, table.Part("training")), new(songs, table.Part("validation")), songs.Spec, ThreeLayers, training,
            work: new() { Threads = 2 });
        var test = table.Part("test");
        ImmutableArray<Track> tracks = [.. test.Select(i => songs.Tracks[i])];
        return new(model.Vocabulary.Names, [.. tracks.Select(t => t.Id)], [.. tracks.Select(t => t.Group)],
            model.Vocabulary.Encode(tracks), new TrainedModel(model).Predict(songs.Features.Rows(test)));
    }
}
