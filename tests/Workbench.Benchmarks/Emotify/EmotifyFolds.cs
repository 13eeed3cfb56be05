using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Schedules;

namespace Workbench.Benchmarks.Emotify;

/// <summary>
/// How well are the four genres of <see cref="EmotifySongs"/> told apart by artists never heard? Five folds, in five draws for the MLP and
/// one for the CNN and for the mean of both. Fold k tests, the next validates, three are learned from; then all four are. Of ResNet-18,
/// which takes minutes, one fold, from what it learned of pictures and from chance.
/// </summary>
internal static class EmotifyFolds
{
    /// <summary>What was chosen by the means over the validation parts.</summary>
    private static readonly ExperimentSpec
        Mlp = new() { Dataset = "", Features = FeatureSpec.Fma518, Model = ModelSpec.Mlp },
        Cnn = new()
        {
            Dataset = "",
            Features = FeatureSpec.LogMel() with { Features = [new Centered(new LogMel(), 0.5)] },
            Model = new(
                [.. new[] { 16, 32, 64, 64 }
                    .SelectMany(filters => new LayerSpec[] { new Conv2d(filters), new BatchNorm(), new Relu(), new MaxPool2d() }),
                    new GlobalPool(PoolKind.Mean), new Dropout(0.3)])
            {
                SegmentFrames = 129,
            },
            Training = TrainingSpec.Segments with
            {
                Loss = new CrossEntropy(),
                Optimizer = new Adam(3e-3),
                Schedule = new OneCycleSchedule(),
                Epochs = 12,
                Patience = 12,
                SegmentsPerSong = 8,
                FilterAugment = new(Gain: 1),
            },
        },
        ResNet18 = new()
        {
            Dataset = "",
            Features = FeatureSpec.LogMel(),
            Model = ModelSpec.ResNet18,
            Training = TrainingSpec.FineTuning with { Loss = new CrossEntropy() },
        };

    /// <summary>Prints the scores of every fold, their mean and their spread.</summary>
    /// <param name="model">mlp, cnn, or both: the mean of their probabilities; resnet18, or resnet18-random from chance.</param>
    /// <param name="folder">As <see cref="EmotifySongs"/> reads it.</param>
    /// <param name="engine">What trains.</param>
    public static void Run(string model, string folder, IEngine engine)
    {
        ExperimentSpec[] specs = model switch
        {
            "mlp" => [Mlp],
            "cnn" => [Cnn],
            "both" => [Mlp, Cnn],
            "resnet18" => [ResNet18 with { Model = ModelSpec.ResNet18 with { Start = StartWeights.ImageNet } }],
            "resnet18-random" => [ResNet18],
            _ => throw new ArgumentException($"{model}: mlp, cnn, both, resnet18 or resnet18-random.", nameof(model)),
        };
        (ExperimentSpec Spec, EmotifySongs Source)[] models = [.. specs.Select(spec => (spec, new EmotifySongs(folder, spec.Features)))];
        List<(double Area, double Accuracy)> scores = [];
        for (var draw = 0; draw < (model == "mlp" ? EmotifySongs.DrawCount : 1); draw++)
            for (var k = 0; k < (specs[0].Model.Layers == ModelSpec.ResNet18.Layers ? 1 : EmotifySongs.FoldCount); k++)
            {
                var clock = Stopwatch.StartNew();
                scores.Add(Score([.. models.Select(m => Evaluate(engine, m.Source, m.Spec, draw, k))]));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"artist_s{draw} fold {k}   ROC-AUC {scores[^1].Area:F3}   accuracy {scores[^1].Accuracy:P1}   "
                    + $"{clock.Elapsed.TotalSeconds:F0} s"));
            }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model} by {engine.Name}, mean of {scores.Count} folds   ROC-AUC {scores.Average(s => s.Area):F4} +- "
            + $"{Spread(scores.Select(s => s.Area)):F4}   accuracy {scores.Average(s => s.Accuracy):P2} +- "
            + $"{Spread(scores.Select(s => s.Accuracy)):P2}"));
    }

    /// <summary>What a model says of the songs of fold k.</summary>
    private static Predictions Evaluate(IEngine engine, EmotifySongs source, ExperimentSpec spec, int draw, int k)
    {
        var (songs, fold, work) = (source.Songs, source.FoldsOf(draw), Work.OnAllProcessors);
        ImmutableArray<int> Songs(Func<int, bool> isWanted) =>
            [.. Enumerable.Range(0, fold.Length)
                .Where(song => isWanted((fold[song] - k + EmotifySongs.FoldCount) % EmotifySongs.FoldCount))];
        var (train, validation, test) =
            (new TrainingPart(songs, Songs(f => f > 1)), new ValidationPart(songs, Songs(f => f == 1)), Songs(f => f == 0));
        spec = Recipe.Of(spec, TrainingFacts.Of(train, copies: 0, validation)).Experiment;
        var trainer = new Trainer(engine);
        var model = trainer.Refit(trainer.Train(train, validation, spec.Features, spec.Model, spec.Training, work: work), train,
            validation, spec.Training, work: work);
        return new(model.Vocabulary.Names, [.. test.Select(i => songs.Tracks[i].Id)], [.. test.Select(i => songs.Tracks[i].Group)],
            model.Vocabulary.Encode([.. test.Select(i => songs.Tracks[i])]),
            new TrainedModel(model).Predict(songs.Songs.Songs(test), work));
    }

    /// <summary>The scores of the mean of what models say of the same songs.</summary>
    private static (double Area, double Accuracy) Score(Predictions[] models)
    {
        var first = models[0];
        var mean = new ScoreMatrix(first.Scores.RowCount, first.Scores.LabelCount);
        for (var song = 0; song < mean.RowCount; song++)
            for (var label = 0; label < mean.LabelCount; label++)
                mean[song, label] = models.Average(m => m.Scores[song, label]);
        var scores = Scores.From(new Predictions(first.LabelNames, first.TrackIds, first.Groups, first.Truth, mean));
        return (scores.RocAucMacro!.Value, scores.AccuracyTop1!.Value);
    }

    private static double Spread(IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v) - Math.Pow(values.Average(), 2));
}
