using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Notebook;

public sealed class LabTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lab lab;

    public LabTests() => lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4), folder.File("data"));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_song_is_named_by_its_id_or_its_number()
    {
        Assert.Equal("low/00.wav", lab.Song("4").Id);
        Assert.Equal("low/00.wav", lab.Song("low/00.wav").Id);
        foreach (var wrong in new[] { "12", "-1" })
            Assert.Equal($"{wrong}: no such song in songs; ids look like high/00.wav, numbers go from 0 to 11.",
                Assert.Throws<WorkbenchException>(() => lab.Song(wrong)).Message);
        Assert.Equal("low: no such song in songs; did you mean low/00.wav?",
            Assert.Throws<WorkbenchException>(() => lab.Song("low")).Message);
    }

    [Fact]
    public void A_variation_leaves_the_lab_as_it_was()
    {
        var other = lab.WithSeed(3).With(lab.Spec.Training with { Seed = 5 });
        Assert.Equal((3, 5), (other.Spec.Resolve().Split.Seed, other.Spec.Resolve().Training.Seed));
        Assert.Equal((0, 0), (lab.Spec.Resolve().Split.Seed, lab.Spec.Resolve().Training.Seed));
        Assert.Same(lab.Songs, other.Songs);
    }

    [Fact]
    public void Any_parameter_is_changed_by_its_name()
    {
        var other = lab.With("training.epochs", 5).With("training.optimizer.learningRate", 3e-3).With("training.clipNorm", null)
            .With("features.statistics", new[] { Statistic.Mean, Statistic.Std });
        Assert.Equal((5, new AdamW(3e-3, WeightDecay: 1), null),
            (other.Spec.Training.Epochs, other.Spec.Training.Optimizer, other.Spec.Training.ClipNorm));
        Assert.Equal(88, other.Features.ColumnCount);
        Assert.Contains("training.epochs", lab.Parameters().ToString(), StringComparison.Ordinal);
        Assert.Equal(6, lab.With("dataset", TinyCorpus.Make(folder.File("others"), songsPerGenre: 2)).Songs.Tracks.Length);
    }

    [Fact]
    public void One_seed_is_that_of_all_parts_in_whatever_order_they_are_chosen()
    {
        var (split, training) = (SplitSpec.Default with { Grouping = SplitGrouping.Recording }, TrainingSpec.Default with { Epochs = 2 });
        var first = lab.WithSeed(3).With(split).With(AugmentationSpec.Balanced).With(ModelSpec.Cnn).With(ModelSpec.Mlp).With(training);
        var last = lab.With(AugmentationSpec.Balanced).With(ModelSpec.Cnn).With(ModelSpec.Mlp).With(training).With(split).WithSeed(3);
        Assert.Equal(first.Spec, last.Spec);
        var resolved = last.Spec.Resolve();
        Assert.Equal((3, 3, 3), (resolved.Split.Seed, resolved.Training.Seed, resolved.Augmentation!.Seed));
        Assert.Equal(first.Split.Hash, last.Split.Hash);
        Assert.NotEqual(first.Split.Hash, lab.With(split).Split.Hash);
        Assert.Equal(first.PlanCopies().Copies().ToString(), last.PlanCopies().Copies().ToString());
    }

    [Fact]
    public void A_collection_is_told_in_one_line_and_needs_two_genres()
    {
        Assert.Equal("12 songs by 12 artists, 3 genres, one a song, from the outermost folders: high, low, rock, 0 files left out",
            lab.Summary());
        foreach (var genre in new[] { "low", "rock" })
            Directory.Delete(Path.Combine(lab.Songs.Root, genre), recursive: true);
        Assert.StartsWith(
            $"{lab.Songs.Root}: all 4 song(s) have the one genre high, from the outermost folders: high; at least 2 genres are needed",
            Assert.Throws<WorkbenchException>(() => Lab.On(lab.Songs.Root, folder.File("data"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_brings_the_features_and_the_training_that_suit_it_and_leaves_what_suits_already()
    {
        var cnn = lab.With(FeatureSpec.Fma518).With(lab.Spec.Training with { Seed = 5 }).With(ModelSpec.Cnn);
        Assert.Equal((FeatureSpec.LogMel(), new TrainingSpec { Seed = 5 }), (cnn.Spec.Features, cnn.Spec.Training));
        Assert.Contains("32 x 128 x 128", cnn.Network().ToString(), StringComparison.Ordinal);
        var other = cnn.With(FeatureSpec.LogMel(bands: 96)).With(ModelSpec.VggLike);
        Assert.Equal((FeatureSpec.LogMel(bands: 96), ModelSpec.VggLike), (other.Spec.Features, other.Spec.Model));
        Assert.Equal(FeatureSpec.Fma518, lab.With(FeatureSpec.Fma518).With(ModelSpec.Mlp with { Layers = [new Linear(8)] }).Spec.Features);
        Assert.Equal((FeatureSpec.Default, 5), (cnn.With(ModelSpec.Mlp).Spec.Features, cnn.With(ModelSpec.Mlp).Spec.Training.Seed));
    }

    [Fact]
    public void A_song_is_changed_up_close()
    {
        var before = lab.Inspect("low/00.wav");
        var after = before.Through(new TimeStretch(1.25, 1.25)).Through(new Gain(-6, -6));
        Assert.Equal("low/00.wav (low): speed 1.25, gain -6.0 dB (1.2 s)", after.Play().ToString());
        Assert.Equal("low/00.wav, speed 1.25, gain -6.0 dB: mel spectrogram", after.MelSpectrogram().Title);
        Assert.Equal("low/00.wav: mel spectrogram", before.MelSpectrogram().Title);
    }

    [Fact]
    public void The_plan_of_copies_is_shown_and_their_genres_compared()
    {
        Assert.StartsWith("This experiment makes no copies",
            Assert.Throws<WorkbenchException>(lab.PlanCopies).Message, StringComparison.Ordinal);
        File.Delete(lab.Song("low/00.wav").AudioPath);
        var augmented = Lab.On(lab.Songs.Root, folder.File("data")).With(TrainingSpec.Default with { Epochs = 2 });
        var with = augmented.With(new AugmentationSpec { TargetSongs = 4, MaxCopiesPerSong = 1 });
        var plan = with.PlanCopies();
        Assert.InRange(plan.CopyCount, 1, plan.SongCount);
        Assert.Equal(3, plan.Genres().RowCount);
        Assert.Equal(2, plan.Copies(2).RowCount);
        Assert.Contains($"get {plan.CopyCount} copies", plan.Figure().Summary, StringComparison.Ordinal);
        var table = new RunComparison(("with", with.Train(token: TestContext.Current.CancellationToken)),
            ("without", augmented.Train(token: TestContext.Current.CancellationToken))).Genres();
        Assert.Equal(["ROC-AUC [95 %], with", "ROC-AUC [95 %], without", "genre", "validation songs"],
            table.Columns.Order(StringComparer.Ordinal));
        Assert.Equal(3, table.RowCount);
    }

    [Fact]
    public void Two_models_are_watched_compared_and_kept()
    {
        var (curves, changes) = (new LiveCurves(), 0);
        curves.Changed += () => changes++;
        var mlp = lab.With(TrainingSpec.Default with { Epochs = 3 });
        var one = mlp.Train(curves, "MLP", token: TestContext.Current.CancellationToken);
        var other = mlp.With(mlp.Spec.Training with { Seed = 7 }).Train(curves, "other", token: TestContext.Current.CancellationToken);
        Assert.True(changes >= 2);
        Assert.Matches(@"^MLP: 3 epochs, best epoch \d with validation AUC [01]\.\d{3}; finished\nother: 3 epochs", curves.ToString());
        Assert.Equal(one.Model.LearningCurve.Epochs.Select(e => e.ValidationRocAucMacro),
            ((LineTrace)curves.Figure().Panels[2].Traces[0]).Y);

        var comparison = new RunComparison(("MLP", one), ("other", other));
        var better = (one.Validation.AccuracyTop1, one.Validation.RocAucMacro)
            .CompareTo((other.Validation.AccuracyTop1, other.Validation.RocAucMacro)) >= 0 ? one : other;
        Assert.Equal(better.Id, comparison.Winner.Id);
        Assert.Matches("^Too few artists to say whether (MLP|other) is better", Assert.Single(comparison.Verdicts));
        Assert.Contains(one.Id, comparison.ToString(), StringComparison.Ordinal);
        var ranking = mlp.Runs().Compare();
        Assert.Equal((1, 1), (ranking.Ranking().RowCount, ranking.Curves().Panels[0].Traces.Length)); // two seeds of one experiment
        Assert.Contains(" 0, 7 ", ranking.Ranking().ToString(), StringComparison.Ordinal);
        Assert.Equal(other.Id, lab.OpenRun(other.Rename("seventh").Tag("seed", "odd").Untag("odd").Note("Another draw.").About.Name).Id);
        Assert.Equal("seventh", Assert.Single(lab.Runs("draw", "seed").Runs).Name);
        other.Delete();
        Assert.Equal(one.Id, Assert.Single(lab.Runs().Runs).Id);
        Assert.Equal(other.Id, lab.RestoreRun("seventh").Id);
        Assert.Contains("no run to compare", Assert.Throws<WorkbenchException>(() => lab.Runs("nothing").Compare()).Message,
            StringComparison.Ordinal);
        Assert.Contains("Two runs are called x",
            Assert.Throws<WorkbenchException>(() => new RunComparison(("x", one), ("x", other))).Message, StringComparison.Ordinal);
        Assert.Contains("compared with itself", Assert.Throws<WorkbenchException>(() => new RunComparison(("x", one), ("y", one))).Message,
            StringComparison.Ordinal);
        Assert.Equal(one.Id, lab.OpenRun(one.Id).Id);
    }

    [Fact]
    public void Many_variations_are_ranked_sealed_and_the_chosen_one_is_judged_once()
    {
        var brief = lab.With(TrainingSpec.Default with { Epochs = 2 });
        var curves = new LiveCurves();
        var sweep = brief.Sweep(["training.optimizer.learningRate=log:1e-4..1e-2", "training.batchSize=4,8"], draws: 4, curves,
            token: TestContext.Current.CancellationToken);
        Assert.Equal(4, sweep.Runs.Length);
        Assert.All(sweep.Runs, run => Assert.Null(run.Summary.Test));
        Assert.Contains("4 of 4: 2 epochs", curves.ToString(), StringComparison.Ordinal);
        Assert.Equal(["learningRate", "batchSize", "Validation top-1 accuracy"],
            sweep.ParallelCoordinates().X.Ticks.Select(t => t.Text)
                .OrderBy(t => t.StartsWith("Validation", StringComparison.Ordinal) ? 2 : t == "batchSize" ? 1 : 0));
        Assert.Equal(["batchSize", "Validation top-1 accuracy"],
            sweep.ParallelCoordinates("training.batchSize").X.Ticks.Select(t => t.Text));
        Assert.Contains("do not differ in training.epochs; ",
            Assert.Throws<WorkbenchException>(() => sweep.ParallelCoordinates("training.epochs")).Message, StringComparison.Ordinal);
        Assert.Equal("more than chance", sweep.Differences().Columns[^1]);
        Assert.Contains("needs runs that differ in trainingShare alone",
            Assert.Throws<WorkbenchException>(sweep.TrainingSizes).Message, StringComparison.Ordinal);

        var judged = brief.OpenRun(sweep.Winner.Id).Judge();
        Assert.Equal((sweep.Winner.Id, 1), (judged.Id, judged.TestOpenings));
        Assert.Contains("guessing", judged.Scores().Columns);
        Assert.Equal(1, brief.OpenRun(sweep.Winner.Id).Judge().TestOpenings);
        var again = new LiveCurves();
        // Not trained again.
        Assert.Equal(sweep.Runs.Select(run => run.Id),
            brief.Sweep(["training.optimizer.learningRate=log:1e-4..1e-2", "training.batchSize=4,8"], 4, again,
                token: TestContext.Current.CancellationToken).Runs.Select(run => run.Id));
        Assert.Equal(curves.ToString(), again.ToString());
    }

    [Fact]
    public void A_model_learns_from_parts_of_the_training_part_and_is_evaluated_by_the_same_songs()
    {
        var sizes = lab.With(TrainingSpec.Default with { Epochs = 2 })
            .Sweep(["trainingShare=0.6,1"], token: TestContext.Current.CancellationToken);
        var (some, all) =
            (sizes.Runs.Single(run => run.Spec.TrainingShare < 1).Summary, sizes.Runs.Single(run => run.Spec.TrainingShare == 1).Summary);
        Assert.Equal((all.SplitHash, all.ValidationTracks), (some.SplitHash, some.ValidationTracks));
        Assert.InRange(some.TrainTracks, 0.6 * all.TrainTracks, 0.6 * all.TrainTracks + 1);
        Assert.DoesNotContain("Not comparable", Assert.Single(sizes.Verdicts), StringComparison.Ordinal);
        Assert.StartsWith(
            $"Macro AUC by songs learned from: {some.TrainTracks} songs, validation {some.Validation.RocAucMacro:0.000} [too few]; "
            + $"{all.TrainTracks} songs", sizes.TrainingSizes().Summary, StringComparison.Ordinal);
        Assert.Contains("Training share 0 must be above 0",
            Assert.Throws<InvalidSpecException>(() => lab.Sweep(["trainingShare=0,1"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_song_is_seen_and_heard()
    {
        Assert.Contains("<svg", lab.Spectrogram("0").ToSvg(), StringComparison.Ordinal);
        Assert.Equal(1.5, lab.Play("0").DurationSeconds, 3);
        Assert.Contains("rock", lab.ClassBalance().ToSvg(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_song_that_changes_its_genre_is_seen_to_do_so(bool hearsSegments)
    {
        var brief = hearsSegments
            ? lab.With(new ModelSpec([new Conv2d(4, 3), new BatchNorm(), new Relu(), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = 32 })
                .With(TrainingSpec.Segments with { Epochs = 30, Optimizer = new AdamW { LearningRate = 0.03 } })
            : lab.With(TrainingSpec.Default with { Epochs = 30 });
        var run = brief.Train(token: TestContext.Current.CancellationToken);
        var rng = new Random(3);
        var path = folder.File("both.wav");
        WavFile.Write(path,
            new(22_050,
                [.. Enumerable.Range(0, 12 * 22_050)
                    .Select(i =>
                        (float)(i < 6 * 22_050
                            ? 0.5 * Math.Sin(2 * Math.PI * 110 * i / 22_050) + 0.02 * rng.NextDouble()
                            : 0.5 * (rng.NextDouble() - 0.5)))]));
        var timeline = run.Timeline(path);
        var scores = ((HeatmapTrace)timeline.Panels[0].Traces[0]).Values;
        var genres = timeline.Panels[0].Y.Ticks.Select(t => t.Text).ToList();
        var (low, rock) = (genres.IndexOf("low"), genres.IndexOf("rock"));
        var end = scores.GetLength(1) - 1;
        Assert.True(scores[low, 0] > scores[low, end], $"low {scores[low, 0]} at the beginning, {scores[low, end]} at the end");
        Assert.True(scores[rock, 0] < scores[rock, end], $"rock {scores[rock, 0]} at the beginning, {scores[rock, end]} at the end");
        Assert.Equal(!hearsSegments, timeline.X.Title.EndsWith("as if that were the song", StringComparison.Ordinal));
        Assert.Contains("✓ low", run.Timeline("low/00.wav").Panels[0].Y.Ticks.Select(t => t.Text));
        Assert.StartsWith("nothing: neither a song of the dataset songs nor a file.",
            Assert.Throws<WorkbenchException>(() => run.Timeline("nothing")).Message, StringComparison.Ordinal);

        var answer = run.Predict("low/00.wav");
        Assert.Equal(["genre", "probability", "threshold", "decided"], answer.Table().Columns);
        Assert.Equal(answer.Songs[0].Labels, run.Predict(lab.Song("low/00.wav").AudioPath).Songs[0].Labels);
        folder.Write(Path.Combine("songs", "low", "notes.mp3"), "no sound");
        var answers = run.Predict(folder.File("songs"));
        Assert.Equal((12, 1), (answers.Songs.Length, answers.Unreadable.Length));
        Assert.Contains("notes.mp3", answers.ToString(), StringComparison.Ordinal);
        File.Delete(folder.File("songs", "low", "notes.mp3"));

        var losses = run.TopLosses(2);
        Assert.StartsWith("Songs of the validation part with the highest log loss\n1. ", losses.ToString(), StringComparison.Ordinal);
        var learned = brief.Split.Train.Tracks.Select(t => t.Id).ToHashSet();
        Assert.All(losses.Songs, song =>
        {
            Assert.Contains(song.Track.Id, brief.Split.Validation.Tracks.Select(t => t.Id));
            Assert.All(song.Nearest, neighbor => Assert.Contains(neighbor.Track.Id, learned));
            Assert.Equal(song.Track.Labels, song.Loss.Labels);
        });

        var validation = brief.Split.Validation.Tracks;
        var map = run.Map();
        Assert.StartsWith($"{validation.Length} validation songs as the model hears them", map.Title, StringComparison.Ordinal);
        Assert.Equal(validation.Select(t => $"{t.Id} ({t.Labels[0]})").Order(),
            map.Panels[0].Traces.Cast<ScatterTrace>().SelectMany(t => t.Names).Order());
    }

    [Fact]
    public void A_run_shown_by_itself_is_its_page_of_the_validation_part_and_once_judged_of_the_test_part()
    {
        var run = lab.With(TrainingSpec.Default with { Epochs = 2 }).Train(token: TestContext.Current.CancellationToken);
        var page = run.ToHtml();
        string[] told = ["score on the {0} part", "AUC per label, {0} part", "ROC curves (area under the curve), {0} part",
            "Precision-recall curves", "Calibration, {0} part", "Confusion matrix, {0} part"];
        foreach (var part in told.Select(text => text.Replace("{0}", "validation", StringComparison.Ordinal)))
            Assert.Contains(part, page, StringComparison.Ordinal);
        foreach (var part in new[] { run.Id, "Learning curve", "training.optimizer.learningRate",
            $"songs of the test part are sealed: workbench judge {run.Id} opens them", "Too few artists to say" })
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.Equal(lab.Songs.LabelCounts.Select(count => count.Key), run.Run.Summary.DatasetGenres);
        var colors = GenreColors.Of(lab.Songs);
        Assert.All(run.PrCurves().Panels[0].Traces, curve => Assert.Equal(colors[curve.Name.Split(' ')[0]], curve.Style));
        // Fitted on the validation part, it would only flatter there.
        Assert.DoesNotContain("Temperature", page, StringComparison.Ordinal);

        var judge = run.Judge();
        var test = judge.Run.TestPredictions.TrackIds;
        Assert.All(judge.TopLosses(2).Songs, song => Assert.Contains(song.Track.Id, test));
        var judged = judge.ToHtml();
        foreach (var part in told.Select(text => text.Replace("{0}", "test", StringComparison.Ordinal)).Append("no temperature helps"))
            Assert.Contains(part, judged, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", judged, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_and_loudness_are_those_of_the_files()
    {
        Assert.Equal("How long the songs are: Duration (s) of 12 songs, 1.5 to 1.5, median 1.5", lab.Durations().Summary);
        // Sines of amplitude 0.5 have the power 0.125, noise from -0.25 to 0.25 has 0.25^2 / 3: -9.0 and -16.8 dB. Frames that reach
        // beyond the ends of a second and a half take a tenth of a dB off.
        Assert.Equal("How loud the songs are: Root mean square (dB of full scale) of 12 songs, -16.9 to -9.1, median -9.1",
            lab.Loudness().Summary);
    }

    [Fact]
    public void Genres_and_sound_are_compared_in_the_training_part_alone()
    {
        var train = lab.Split.Train.Tracks;
        Assert.StartsWith($"Map of {train.Length} training songs: {train.Length} songs", lab.Map().Summary, StringComparison.Ordinal);
        Assert.StartsWith($"How fast {train.Length} training songs are: Tempo (beats a minute) of {train.Length} songs",
            lab.Tempo().Summary, StringComparison.Ordinal);
        var ranking = lab.RankFeatures();
        Assert.Equal(["high", "low", "rock"], ranking.Labels);
        var best = ranking.Best;
        Assert.Same(ranking.Features[0], best);
        Assert.Equal(1, best.Separation, 0.4); // tones and noise are far apart
        Assert.Equal(train.Select(t => $"{t.Id} ({t.Labels[0]})").Order(),
            lab.Scatter(best.Column, best.Column).Panels[0].Traces.Cast<ScatterTrace>().SelectMany(t => t.Names).Order());
        Assert.Equal(8, ranking.Table().RowCount);
        Assert.StartsWith("nothing: no such column; there are chroma_stft_kurtosis_01, ",
            Assert.ThrowsAny<WorkbenchException>(() => lab.Scatter("nothing", best.Column)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_song_up_close_is_seen_from_several_sides()
    {
        var glass = lab.Inspect("4");
        Assert.Equal("low/00.wav", glass.Track.Id);
        Assert.Equal(1.5, glass.Play().DurationSeconds, 3);
        Assert.StartsWith("low/00.wav: waveform: 1.5 s at 22050 Hz", glass.Waveform().Summary, StringComparison.Ordinal);
        Assert.Equal((1.5, 1.5), (glass.PlayHarmonic().DurationSeconds, glass.PlayPercussive().DurationSeconds),
            (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-3);
        Assert.StartsWith("low/00.wav: harmonic and percussive: 1.5 s", glass.HarmonicPercussive().Summary, StringComparison.Ordinal);
        Assert.Contains("1025 bins from 0 to 11025 Hz, -80 to 0 dB", glass.Spectrogram().Summary, StringComparison.Ordinal);
        Assert.Contains("84 bins from C1 on", glass.ConstantQ().Summary, StringComparison.Ordinal);
        Assert.Contains("128 bands", glass.MelSpectrogram().Summary, StringComparison.Ordinal);
        Assert.Contains("G strongest", glass.Chroma().Summary, StringComparison.Ordinal); // 100 Hz is nearest to G2, 98 Hz
        Assert.Contains("low", glass.Facts().ToString(), StringComparison.Ordinal);
    }
}
