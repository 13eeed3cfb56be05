using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Losses;

namespace Workbench.Tests.Experiments;

/// <summary>Songs of exactly one genre each: recognised, learned from and told of as such.</summary>
public sealed class SingleLabelTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;
    private readonly ExperimentSpec spec;

    public SingleLabelTests()
    {
        workspace = new(new DataFolder(folder.File("data")));
        spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 10),
            Training = TrainingSpec.Default with { Epochs = 3 },
        };
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void They_are_learned_from_by_softmax_and_one_genre_is_decided_everywhere()
    {
        var run = RunJudge.Judge(workspace, new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec));
        Assert.Equal((ClassificationTask.SingleLabel, new CrossEntropy()), (run.Summary.Task, run.Spec.Training.Loss));
        Assert.Equal(ClassificationTask.SingleLabel, TrainedModel.Load(run.Folder).Task);

        var song = Path.Combine(spec.Dataset, "rock", "00.wav");
        var answer = run.Model.Predict(song);
        Assert.Equal([true, false, false], answer.Labels.Select(label => label.IsDecided));
        Assert.Equal(1, answer.Labels.Sum(label => label.Probability), 1e-6); // float32 logits
        Assert.All(answer.Labels, label => Assert.Null(label.Threshold));

        var confusions = new GenreConfusions(run.TestPredictions, run.Model.Decide(run.TestPredictions.Scores), run.Summary.Task);
        foreach (var row in Enumerable.Range(0, 3))
            Assert.Equal(1, Enumerable.Range(0, 3).Sum(column => confusions.Shares[row, column]), 1e-12);

        var exported = RunExport.Write(workspace, run, folder.File("model"));
        Assert.Equal(("top-1 accuracy", ClassificationTask.SingleLabel), (exported.Training.Scores[0].Name, exported.Task));
        Assert.Equal([true, false, false], ExportedModel.Read(folder.File("model")).Load(folder.File("model")).Predict(song).Labels
            .Select(label => label.IsDecided));
    }

    [Fact]
    public void Their_scores_begin_with_the_accuracy_beside_that_of_the_most_frequent_genre()
    {
        var run = RunJudge.Judge(workspace, new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec));
        var (first, summary) = (ScoreLine.Of(run.Summary)[0], run.Summary);
        Assert.Equal("top-1 accuracy", first.Name);
        Assert.Equal(ScoreLine.Number(summary.Test!.PerLabel.Max(label => label.Prevalence)), first.Guessing);
        Assert.Equal(summary.Test.AccuracyTop1!.Value, summary.Test.SubsetAccuracy, 1e-12); // what is decided is the highest

        var texts = new[] { File.ReadAllText(Path.Combine(run.Folder, "card.md")), new RunReport(run).ToHtml() };
        Assert.All(texts, text => Assert.Contains("one of 3 genres", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("Hamming", text, StringComparison.Ordinal));
        Assert.Contains("validation top-1 accuracy", new RunComparison([run]).Ranking().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_without_a_loss_finds_the_run_that_it_became_and_a_chosen_loss_stays()
    {
        var runner = new ExperimentRunner(workspace, new ManagedEngine());
        var chosen = spec with { Training = spec.Training with { Loss = new BinaryCrossEntropy() } };
        var (usual, binary) = (runner.Execute(spec), runner.Execute(chosen));
        Assert.Equal([usual.Id, binary.Id], Sweep.Find([spec, chosen], workspace.Runs).Select(run => run?.Id));
        Assert.Equal((ClassificationTask.SingleLabel, new BinaryCrossEntropy()), (binary.Summary.Task, binary.Spec.Training.Loss));
        Assert.Equal([true, false, false], binary.Model.Predict(Path.Combine(spec.Dataset, "low", "01.wav")).Labels
            .Select(label => label.IsDecided));
    }

    [Fact]
    public void Several_labels_on_one_song_that_is_learned_from_make_another_task()
    {
        Track Song(params string[] labels) => new() { Id = "a", AudioPath = "a", Labels = [.. labels] };
        Assert.Equal(ClassificationTask.SingleLabel, ClassificationTasks.Of(Song("Rock"), Song("Jazz")));
        Assert.Equal(ClassificationTask.MultiLabel, ClassificationTasks.Of(Song("Rock"), Song("Jazz", "Rock")));
        Assert.Equal("one of 4 genres", ClassificationTask.SingleLabel.InWords(4));
        Assert.Equal("8 genres, several a song", ClassificationTask.MultiLabel.InWords(8));
    }
}
