using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

/// <summary>A race compares by the validation part alone, and leaves a run that is as if nobody had raced.</summary>
public sealed class ModelRaceTests : IDisposable
{
    private static readonly ModelSpec Small = new([new Linear(4), new Relu()]), Wide = new([new Linear(12), new BatchNorm(), new Relu()]),
        Image = new([new Conv2d(3), new Relu(), new GlobalPool(PoolKind.Both)]) { SegmentFrames = 20 };

    private readonly TempFolder folder = new();
    private readonly Workspace workspace;
    private readonly ExperimentSpec spec;

    public ModelRaceTests()
    {
        workspace = new(new(folder.File("data")));
        spec = new()
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Training = TrainingSpec.Default with { Epochs = 3 },
        };
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Its_run_is_what_the_decided_experiment_gives_without_a_race()
    {
        var run = Race().Execute(spec, [Small, Wide, Image], TestWork.Of());
        var choice = run.Choice!;
        Assert.Equal(["2 layers", "3 layers", "3 layers 2"], choice.Candidates.Select(candidate => candidate.Model));
        Assert.All(choice.Candidates, candidate => Assert.True(candidate is { RocAuc: >= 0 and <= 1, LogLoss: > 0, Seconds: > 0 }));
        Assert.Equal(1, choice.Candidates.Sum(candidate => candidate.Weight), 1e-9);
        var kept = choice.Candidates.Where(candidate => candidate.LeftOut is null).ToArray();
        Assert.Equal(kept.Length, run.Spec.Members().Length);
        Assert.Equal(run.Summary.Members.Select(member => member.Weight),
            kept.Length == 1 ? [] : kept.Select(candidate => candidate.Weight));
        Assert.True(run.Summary.IsSealed);
        Assert.StartsWith("3 candidates were compared by the validation part", Assert.Single(run.Summary.Notes,
            note => note.Contains("candidate", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(Checkpoints);

        var again = new ExperimentRunner(workspace, new ManagedEngine()).Execute(run.Spec, TestWork.Of());
        foreach (var file in Directory.GetFiles(run.Folder, "*.safetensors", SearchOption.AllDirectories)
            .Append(Path.Combine(run.Folder, RunFiles.ValidationPredictions)))
            Assert.Equal(File.ReadAllBytes(Path.Combine(again.Folder, Path.GetRelativePath(run.Folder, file))), File.ReadAllBytes(file));
        Assert.Equal(SpecJson.Write(run.Summary.Validation), SpecJson.Write(again.Summary.Validation));
        Assert.Null(again.Choice);

        var report = new RunReport(run);
        Assert.Equal(3, report.Candidates().RowCount);
        Assert.Contains("of 3 experiments", report.CandidateScores().Summary, StringComparison.Ordinal);
        Assert.Contains("Which models took part", report.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("Which models took part", new RunReport(again).ToHtml(), StringComparison.Ordinal);
        Assert.Contains("No race decided", Assert.Throws<WorkbenchException>(new RunReport(again).Candidates).Message,
            StringComparison.Ordinal);
        RunJudge.Judge(workspace, run, work: TestWork.Of());
        Assert.Contains("| candidate | weight |", File.ReadAllText(Path.Combine(run.Folder, RunFiles.Card)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_it_goes_on_with_the_candidate_under_way_and_trains_none_twice()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Race().Execute(spec, [Small, Wide], TestWork.Of(OnEpoch(2, 2, stop.Cancel)) with
        {
            Token = stop.Token,
        }));
        Assert.Equal(2, Checkpoints.Length);
        Assert.Empty(workspace.Runs.Ids);
        List<string> epochs = [];
        var resumed = Race().Execute(spec, [Small, Wide], TestWork.Of(new ProgressList<WorkProgress>(report =>
        {
            if (report is TrainingProgress { Finished: { } epoch })
                epochs.Add(FormattableString.Invariant($"{report.Task}: {epoch.Epoch}"));
        })));
        Assert.Equal(["Training 3 layers (2 of 2): 3"], epochs);
        Assert.Empty(Checkpoints);
        var whole = Race().Execute(spec, [Small, Wide], TestWork.Of());
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Folder, RunFiles.ValidationPredictions)),
            File.ReadAllBytes(Path.Combine(resumed.Folder, RunFiles.ValidationPredictions)));
    }

    [Fact]
    public void A_candidate_that_has_not_ended_when_the_time_is_up_is_left_out()
    {
        var clock = new ManualClock();
        var race = new ModelRace(workspace, new ManagedEngine()) { TimeLimit = TimeSpan.FromMinutes(20), Clock = clock };
        var run = race.Execute(spec, [Small, Wide, Image], TestWork.Of(OnEpoch(2, 1, () => clock.Advance(TimeSpan.FromMinutes(21)))));
        Assert.Equal([null, "the time was up before its training ended", "no time was left"],
            run.Choice!.Candidates.Select(candidate => candidate.LeftOut));
        Assert.Equal(1200, run.Choice.TimeLimitSeconds);
        Assert.Equal(1, run.Choice.Candidates[0].Weight);
        Assert.Single(run.Spec.Members());
        Assert.Equal("Of 3 candidates 2 layers alone was trained: nothing was compared.",
            Assert.Single(run.Summary.Notes, note => note.Contains("candidate", StringComparison.Ordinal)));
        Assert.Single(Checkpoints); // what was begun, another race goes on with
    }

    [Fact]
    public void A_candidate_that_takes_longer_than_is_left_is_not_begun()
    {
        var known = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec.WithModel(Wide), TestWork.Of());
        var race = new ModelRace(workspace, new ManagedEngine()) { TimeLimit = TimeSpan.FromTicks(1), Clock = new ManualClock() };
        var preview = race.Preview(spec, [Small, Wide], TestWork.Of());
        Assert.Null(preview.Candidates[0].LeftOut);
        Assert.Matches("^it takes .+, and less than a second of the time limit were left$", preview.Candidates[1].LeftOut);
        Assert.Equal([null, known.Id], preview.Candidates.Select(candidate => candidate.Run));
        Assert.Contains("how long is unknown", $"{preview}", StringComparison.Ordinal);
        Assert.Contains("No candidate could be trained within less than a second; 3 layers was left out: it takes",
            Assert.Throws<WorkbenchException>(() => race.Execute(spec, [Wide], TestWork.Of())).Message, StringComparison.Ordinal);
        Assert.All(Race().Preview(spec, [Small, Wide], TestWork.Of()).Candidates, candidate => Assert.Null(candidate.LeftOut));
    }

    [Fact]
    public void A_candidate_that_was_a_member_tells_how_long_it_takes()
    {
        var ensemble = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec.WithModels(Wide, Small), TestWork.Of());
        var small = DryRun.Of(workspace, spec.WithModel(Small), new ManagedEngine(), TestWork.Of());
        Assert.Equal((ensemble.Id, 3), (small.Pace?.Run, small.Pace?.Epochs));
        Assert.Equal(ensemble.LearningCurves[1].Epochs.Sum(epoch => epoch.Seconds), small.LikelyTrainingSeconds!.Value, 1e-9); // rounding
    }

    [Fact]
    public void Weak_candidates_are_left_out_and_one_alone_counts_fully()
    {
        var (good, other, noise) = (Answers(sure: 0.8, seed: 1), Answers(sure: 0.8, seed: 2), Answers(sure: 0, seed: 3));
        var two = ModelRace.Choose([good, noise, other], ["good", "noise", "other"]);
        Assert.Equal([true, false, true], two.Select(vote => vote.LeftOut is null));
        Assert.Matches(@"^its weight in the mean was 0\.0\d\d, below 0\.1$", two[1].LeftOut);
        Assert.Equal(1, two.Sum(vote => vote.Weight), 1e-12);
        Assert.Equal(0, two[1].Weight);
        var twins = ModelRace.Choose([good, good], ["first", "second"]);
        Assert.Equal([1, 0], twins.Select(vote => vote.Weight));
        Assert.StartsWith("first alone has a log loss of", twins[1].LeftOut, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(ModelRace.Choose([noise], ["noise"])).Weight);
    }

    [Fact]
    public void Candidates_suit_the_songs_or_are_named()
    {
        var dataset = workspace.Open(spec.Dataset);
        string[] Names(ExperimentSpec spec, Dataset dataset) =>
            [.. Candidate.Of(spec, dataset, workspace.Data).Select(candidate => candidate.Model.InWords.Split(':')[0])];
        Assert.Contains("cnn", Names(spec, dataset));
        Assert.Contains("mlp", Names(spec, dataset));
        Assert.DoesNotContain("cnn", Names(spec, dataset with { HasAudio = false }));
        Assert.DoesNotContain("cnn", Names(spec with { Features = spec.Features with { Table = new("songs.csv") } }, dataset));
        Assert.Equal([ModelSpec.Mlp, ModelSpec.Cnn], ModelRace.Parse("auto:mlp, cnn"));
        Assert.Null(ModelRace.Parse("auto"));
        Assert.Contains("gru: no such model; there are mlp", Assert.Throws<InvalidSpecException>(() => ModelRace.Parse("auto:gru")).Message,
            StringComparison.Ordinal);
        Assert.Contains("stands twice", Assert.Throws<WorkbenchException>(() => Race().Execute(spec, [Small, Small])).Message,
            StringComparison.Ordinal);
        Assert.Contains("no model, but a race of several",
            Assert.Throws<InvalidSpecException>(() => Sweep.Grid(spec, [SweepAxis.Parse("model=auto,mlp")])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_lab_races_too()
    {
        var lab = Lab.On(spec.Dataset, folder.File("data")).With(spec.Training);
        var run = lab.Auto([Small, Wide], TimeSpan.FromHours(1));
        Assert.Equal(2, run.Candidates().RowCount);
        Assert.Equal(3600, run.Run.Choice!.TimeLimitSeconds);
    }

    private string[] Checkpoints =>
        Directory.Exists(workspace.Data.CheckpointsPath) ? Directory.GetFiles(workspace.Data.CheckpointsPath) : [];

    private ModelRace Race() => new(workspace, new ManagedEngine());

    /// <summary>Does something when a candidate has ended an epoch.</summary>
    private static ProgressList<WorkProgress> OnEpoch(int candidate, int epoch, Action action) => new(report =>
    {
        if (report is TrainingProgress { Finished: { } ended } && ended.Epoch == epoch
            && report.Task.Contains(FormattableString.Invariant($"({candidate} of "), StringComparison.Ordinal))
            action();
    });

    /// <summary>Answers to a thousand songs of one of two labels each, by as many artists.</summary>
    /// <param name="sure">From 0, which knows nothing, to 1, which is always right.</param>
    /// <param name="seed">Which songs it is wrong about.</param>
    private static ValidationPredictions Answers(double sure, int seed)
    {
        const int Songs = 1000;
        var (rng, truth, scores) = (new Random(seed), new LabelMatrix(Songs, 2), new ScoreMatrix(Songs, 2));
        for (var song = 0; song < Songs; song++)
        {
            truth[song, song % 2] = true;
            var knows = rng.NextDouble() < sure;
            var right = knows ? 0.6 + 0.35 * rng.NextDouble() : 0.3 + 0.4 * rng.NextDouble();
            (scores[song, song % 2], scores[song, 1 - song % 2]) = (right, 1 - right);
        }
        using var folder = new TempFolder();
        new Predictions(["x", "y"], [.. Enumerable.Range(0, Songs).Select(i => $"{i}")],
            [.. Enumerable.Range(0, Songs).Select(i => $"artist {i}")], truth, scores).WriteCsv(folder.File("predictions.csv"));
        return ValidationPredictions.ReadCsv(folder.File("predictions.csv"));
    }
}
