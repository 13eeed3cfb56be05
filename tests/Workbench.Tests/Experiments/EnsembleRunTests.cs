using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

/// <summary>An ensemble is a model like any other: trained, read back, asked, judged, recommended from.</summary>
public sealed class EnsembleRunTests(EnsembleRun ensemble) : IClassFixture<EnsembleRun>
{
    private Run Run => ensemble.Run;

    [Fact]
    public void A_run_keeps_each_member_and_what_it_is_worth_alone()
    {
        Assert.Equal(SpecJson.Hash(ensemble.Spec.For(Run.Summary.Task)), SpecJson.Hash(Run.Spec));
        Assert.Equal(["3 layers", "3 layers 2"], Run.Summary.Members.Select(member => member.Model));
        Assert.Equal([12, 3], Run.Summary.Members.Select(member => member.Epochs));
        Assert.Equal(Run.Summary.Parameters, Run.Summary.Members.Sum(member => member.Parameters));
        Assert.Equal(1, Run.Summary.Members.Sum(member => member.Weight), 1e-12);
        Assert.Equal(2, Run.LearningCurves.Length);
        foreach (var file in new[] { "model.json", "weights.safetensors", "epochs.csv" })
            for (var member = 1; member <= 2; member++)
                Assert.True(File.Exists(Path.Combine(Run.Folder, $"member-{member}", file)), file);
        var summary = SpecJson.Read<RunSummary>(SpecJson.Write(Run.Summary));
        Assert.Equal(SpecJson.Write(Run.Summary), SpecJson.Write(summary));
    }

    [Fact]
    public void A_member_is_what_it_would_be_alone()
    {
        var alone = ensemble.Execute(ensemble.Spec.Members()[0]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(alone.Folder, "weights.safetensors")),
            File.ReadAllBytes(Path.Combine(Run.Folder, "member-1", "weights.safetensors")));
        Assert.Equal(SpecJson.Write(alone.Summary.Validation), SpecJson.Write(Run.Summary.Members[0].Validation));
        Assert.Empty(alone.Summary.Members);
    }

    [Fact]
    public void Its_answer_is_the_weighted_mean_of_its_members_wherever_it_is_asked()
    {
        var song = Path.Combine(ensemble.Songs, "low", "03.wav");
        var model = TrainedModel.Load(Run.Folder);
        var outputs = model.Hear(song, TestWork.Of());
        SongOutputs[] members = [.. model.Members.Select(member => member.Hear(song, TestWork.Of()))];
        var mean = new SoftVoting([.. Run.Summary.Members.Select(m => new Vote(m.Weight, m.Temperature, AddsToOne: true))])
            .Mean([.. members.Select(member => member.Probabilities)]);
        Assert.Equal(mean.Row(0).ToArray(), outputs.Probabilities.Row(0).ToArray());
        Assert.Equal(mean.Row(0).ToArray().OrderDescending(), model.Predict(song).Labels.Select(label => label.Probability));
        // Kept features of frames have half precision.
        List<SongAnswer> answers = [];
        Assert.Empty(ensemble.Workspace.Predict(model, [song], answers.Add, TestWork.Of()));
        Assert.Equal(outputs.Probabilities.Row(0).ToArray().OrderDescending(),
            Assert.Single(answers).Labels.Select(label => label.Probability), (a, b) => Math.Abs(a - b) < 2e-3);
        var why = model.Predict(song);
        Assert.Equal(["3 layers", "3 layers 2"], why.Members.Select(member => member.Model));
        for (var i = 0; i < 3; i++)
            Assert.Equal(why.Labels[i].Probability, why.Members.Sum(member => member.Weight * member.Probabilities[i]), 1e-12);
        Assert.Contains("says 3 layers 2", new SongAnswers([why], [], null).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_embedding_has_each_member_at_the_root_of_its_weight()
    {
        var heard = Run.Model.Hear(Path.Combine(ensemble.Songs, "rock", "01.wav"), TestWork.Of());
        var row = heard.Embedding.Row(0).ToArray();
        Assert.Equal((14, Run.Model.EmbeddingSize), (row.Length, row.Length));
        float[][] parts = [row[..8], row[8..]];
        foreach (var (part, member) in parts.Zip(Run.Summary.Members))
            Assert.Equal(member.Weight, part.Sum(value => (double)value * value), 1e-5); // float32
        var songs = RunRecommender.Open(ensemble.Workspace, Run, TestWork.Of()).Recommend("low/03.wav");
        Assert.All(songs, song => Assert.StartsWith("low/", song.Track.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void A_song_that_one_member_cannot_hear_is_left_out_for_all()
    {
        var songs = TinyCorpus.Make(ensemble.NewPath("some"), songsPerGenre: 2);
        var text = Path.Combine(songs, "low", "broken.wav");
        File.WriteAllText(text, "This is not music.");
        List<SongAnswer> answers = [];
        var files = Directory.GetFiles(songs, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var unreadable = ensemble.Workspace.Predict(Run.Model, files, answers.Add, TestWork.Of());
        Assert.Equal(text, Assert.Single(unreadable).Path);
        Assert.Equal(files.Except([text]), answers.Select(answer => answer.Song));
    }

    [Fact]
    public void It_is_judged_and_shown_like_any_other()
    {
        var judged = RunJudge.Judge(ensemble.Workspace, ensemble.Execute(ensemble.Spec with { Refit = true }), work: TestWork.Of());
        Assert.Equal(judged.Summary.TestTracks, judged.Summary.Test!.TrackCount);
        Assert.Equal(2, judged.Summary.Notes.Count(note => note.Contains("The model was trained again", StringComparison.Ordinal)));
        var (page, card) = (new RunReport(judged).ToHtml(), File.ReadAllText(Path.Combine(judged.Folder, RunFiles.Card)));
        Assert.Contains("Was the ensemble worth it?", page, StringComparison.Ordinal);
        Assert.Contains("3 layers 2 alone", page, StringComparison.Ordinal);
        Assert.Contains("| all together |", card, StringComparison.Ordinal);
        Assert.Equal("3 layers+3 layers", ensemble.Workspace.Runs.Index().Runs.Single(run => run.Id == judged.Id).Model);
        Assert.Contains("one 12 epochs", new RunComparison(("one", new RunReport(judged))).Curves().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_counts_all_members()
    {
        var dry = DryRun.Of(ensemble.Workspace, ensemble.Spec, new ManagedEngine(), TestWork.Of());
        Assert.Equal((Run.Summary.Parameters, 12), (dry.Parameters, dry.Epochs));
        Assert.True(dry.TrainingSeconds > 0); // by a run of the same models
        Assert.Equal(Run.Summary.Members.Sum(member => member.SamplesPerEpoch), dry.SamplesPerEpoch);
    }

    [Fact]
    public void A_training_that_broke_off_in_the_second_member_goes_on_there()
    {
        var spec = ensemble.Spec.WithSeed(1);
        var whole = ensemble.Execute(spec);
        List<string> told = [];
        Assert.Throws<BrokenOffException>(() => new ExperimentRunner(ensemble.Workspace, new ManagedEngine())
        {
            Training = BreakingTrainer.EveryBatch(),
        }.Execute(spec, TestWork.Of(new ProgressList<WorkProgress>(report =>
        {
            if (report is TrainingProgress { Epoch: 2 } && report.Task.EndsWith("3 layers 2 (2 of 2)", StringComparison.Ordinal))
                throw new BrokenOffException();
        }))));
        Assert.Equal(2, Directory.GetFiles(ensemble.Workspace.Data.CheckpointsPath).Length);
        var resumed = new ExperimentRunner(ensemble.Workspace, new ManagedEngine())
            .Execute(spec, TestWork.Of(new ProgressList<WorkProgress>(report => told.Add(report.Task))));
        Assert.Single(told, task => task.StartsWith("Training goes on after", StringComparison.Ordinal)); // the first had ended
        Assert.Empty(Directory.GetFiles(ensemble.Workspace.Data.CheckpointsPath));
        foreach (var file in new[] { "model.json", "member-1/weights.safetensors", "member-2/weights.safetensors" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Folder, file)), File.ReadAllBytes(Path.Combine(resumed.Folder, file)));
    }

    [Fact]
    public void What_is_damaged_is_named()
    {
        var folder = ensemble.NewPath("damaged");
        Run.Model.Save(folder);
        Assert.Equal(Run.Model.Thresholds.Values, TrainedModel.Load(folder).Thresholds.Values);
        var description = Path.Combine(folder, "model.json");
        var whole = File.ReadAllText(description);
        File.WriteAllText(description, whole.Replace("\"temperature\": ", "\"temperature\": -", StringComparison.Ordinal));
        Assert.Contains("Weights and temperatures must be above 0",
            Assert.Throws<WorkbenchException>(() => TrainedModel.Load(folder)).Message, StringComparison.Ordinal);
        File.WriteAllText(description, whole);
        File.Delete(Path.Combine(folder, "member-2", "weights.safetensors"));
        var error = Assert.Throws<WorkbenchException>(() => TrainedModel.Load(folder)).Message;
        Assert.StartsWith($"The model in {Path.Combine(folder, "member-2")} cannot be read: weights.safetensors", error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Who_asks_an_ensemble_for_its_one_network_is_sent_to_the_members()
    {
        Assert.Contains("This model is an ensemble of 2 networks; ask one of them, for instance model.Members[0].",
            Assert.Throws<WorkbenchException>(() => Run.Model.Plan).Message, StringComparison.Ordinal);
        var one = new SongSummaries(new(Run.Model.Members[0].FeatureColumns, new float[Run.Model.Members[0].FeatureColumns.Length]));
        Assert.Contains("hear 2 kinds of features of a song, and 1 were given",
            Assert.Throws<WorkbenchException>(() => Run.Model.Predict(one)).Message, StringComparison.Ordinal);
    }
}
