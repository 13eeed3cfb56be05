using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Training;

/// <summary>
/// Models of summaries on 400 real songs of four genres, artists kept apart: 25 folds, each tested once. The fold after it validates, the
/// other three are learned from, and in the end all four. The training is what the data decides.
/// </summary>
public class EmotifyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("mlp", 0.885, 0.67)] // measured: 0.887 and 67.5 %; another draw of the weights moves the accuracy by half a point
    [InlineData("kernel", 0.895, 0.685)] // measured: 0.898 and 69.1 %
    public void Presets_rank_songs_by_artists_they_never_heard_as_well_as_those_of_scikit_learn(string preset, double leastArea,
        double leastAccuracy)
    {
        var model = ModelSpec.Parse(preset);
        var source = Emotify.Extract(TestContext.Current.CancellationToken);
        var folds = Emotify.ArtistFolds(source.Tracks);
        var scores = new (double Area, double Accuracy)[folds.Length * 5];
        Parallel.For(0, scores.Length, new() { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            i => scores[i] = Evaluate(source, model, folds[i / 5], i % 5));
        var (area, accuracy) = (scores.Average(s => s.Area), scores.Average(s => s.Accuracy));
        output.WriteLine($"ROC-AUC {area:F4}, accuracy {accuracy:F4}");
        // scikit-learn 1.2.1, trained on the same four folds: SVM 0.889 and 68.2 %, MLPClassifier(512, 256) 0.879 and 65.9 %, logistic
        // regression 0.871 and 66.1 %.
        Assert.InRange(area, leastArea, 1);
        Assert.InRange(accuracy, leastAccuracy, 1);
    }

    private static (double Area, double Accuracy) Evaluate(ExtractedDataset source, ModelSpec preset, ImmutableArray<int> folds, int k)
    {
        ImmutableArray<int> Songs(params int[] wanted) =>
            [.. Enumerable.Range(0, folds.Length).Where(song => wanted.Contains((folds[song] - k + 5) % 5))];
        var (train, validation, test) = (new TrainingPart(source, Songs(2, 3, 4)), new ValidationPart(source, Songs(1)), Songs(0));
        var trainer = TrainingSamples.Trainer;
        var spec = Recipe.Of(new ExperimentSpec { Dataset = "" }.WithModel(preset), TrainingFacts.Of(train, copies: 0, validation))
            .Experiment.Training;
        var model = trainer.Refit(trainer.Train(train, validation, source.Spec, preset, spec), train, validation, spec);
        var truth = model.Vocabulary.Encode([.. test.Select(i => source.Tracks[i])]);
        var scores = new TrainedModel(model).Predict(source.Features.Rows(test));
        return (RocAuc.Macro(truth, scores)!.Value,
            Enumerable.Range(0, test.Length)
                .Average(row => truth[row, Enumerable.Range(0, truth.LabelCount).MaxBy(label => scores[row, label])] ? 1.0 : 0));
    }
}
