using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

/// <summary>What a score loses where songs sound otherwise.</summary>
public sealed class RobustnessTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;
    private readonly ExperimentSpec spec;

    public RobustnessTests()
    {
        workspace = new(new DataFolder(folder.File("data")));
        spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 30),
            Features = new() { Features = [new SpectralCentroid()], Statistics = [Statistic.Mean] },
            Refit = false,
            Training = TrainingSpec.Default with { Epochs = 20 },
        };
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_change_that_features_do_not_hear_costs_nothing_and_one_that_takes_the_genre_away_does()
    {
        var run = RunJudge.Judge(workspace, Train(spec));
        var scores = Robustness.Of(workspace, run,
        [
            new ReversePolarity(),
            AudioTransform.Of("all alike", (clip, rng) =>
                new(clip.SampleRate, [.. Enumerable.Range(0, clip.SampleCount).Select(i => MathF.Sin(0.02f * i))])),
        ]);
        var usual = run.Summary.Test!.AccuracyTop1!.Value;
        Assert.All(scores, score => Assert.Same(Measures.AccuracyTop1, score.Measure));
        Assert.Equal(("polarity reversed", usual, 0), (scores[0].Shift, scores[0].Score, scores[0].Change!.Difference.Estimate));
        Assert.False(scores[0].Change!.IsShown);
        // All songs are answered alike, and a third of them is of each genre.
        Assert.Equal("all alike", scores[1].Shift);
        Assert.Equal(1 / 3.0, scores[1].Score!.Value, 1e-12);
        Assert.Equal(1 / 3.0 - usual, scores[1].Change!.Difference.Estimate, 1e-12);
        Assert.True(scores[1].Change!.IsShown);
        Assert.Equal(scores[..1], Robustness.Of(workspace, run, [new ReversePolarity()]));
    }

    [Fact]
    public void A_sealed_test_part_stays_sealed()
    {
        var run = Train(spec);
        var score = Assert.Single(Robustness.Of(workspace, run, [new Gain(-12, -12)]));
        Assert.Equal("gain -12.0 dB", score.Shift);
        Assert.Equal(run.Summary.Validation.AccuracyTop1, score.Score); // the centroid does not hear how loud a song is
        Assert.True(Run.Load(run.Folder).Summary.IsSealed);
    }

    [Fact]
    public void What_would_flatter_or_compare_what_differs_is_refused()
    {
        var refitted = Train(spec with { Refit = true });
        Assert.Contains("has learned from the validation part in the end", RefusalOf(() => Robustness.Of(workspace, refitted, [])),
            StringComparison.Ordinal);
        var run = Train(spec);
        var songs = workspace.Open(spec.Dataset).Tracks;
        var shift = new SoundShift("half", song => new(song.AudioPath, "half",
            (clip, _) => song.Id == "low/07.wav" ? throw new WorkbenchException("too low.") : clip));
        Assert.Matches(@"^1 of 90 songs cannot be changed by half, for instance .*07\.wav: too low\. Choose",
            RefusalOf(() => Robustness.Hear(workspace, songs, shift, spec.Features, Work.Default)));
        var (first, judged) = (new LabRun(workspace, run), new LabRun(workspace, RunJudge.Judge(workspace, Train(spec with { Seed = 1 }))));
        Assert.StartsWith("The runs were evaluated on different parts, validation and test",
            RefusalOf(() => Lab.Robustness([new Gain(-12, -12)], ("one", first), ("other", judged))), StringComparison.Ordinal);
        Assert.StartsWith("0 changes of sound and 1 runs", RefusalOf(() => Lab.Robustness([], ("one", first))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_a_row_a_change_and_model()
    {
        var run = new LabRun(workspace, Train(spec));
        var table = Lab.Robustness([new Gain(-12, -12), new ReversePolarity()], ("one", run), ("two", run));
        Assert.Equal((4, "validation part; the change is against the same songs as they are"), (table.RowCount, table.Caption));
        Assert.Matches(@"gain -12\.0 dB +one +[\d.]+ top-1 accuracy +0\.000 \[0\.000, 0\.000\] +not shown\n"
            + @"gain -12\.0 dB +two .*\npolarity reversed +one ", table.ToString());
    }

    private Run Train(ExperimentSpec experiment) => new ExperimentRunner(workspace, new ManagedEngine()).Execute(experiment);

    private static string RefusalOf(Action action) => Assert.Throws<WorkbenchException>(action).Message;
}
