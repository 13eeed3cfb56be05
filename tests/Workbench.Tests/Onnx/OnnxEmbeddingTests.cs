using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Onnx;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Onnx;

public sealed class OnnxEmbeddingTests : IDisposable
{
    private const int Rate = 16_000;

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Theory]
    [InlineData(10_000, 23)] // 1 + (10000 - 1000) / 400
    [InlineData(1000, 1)]
    [InlineData(1399, 1)]
    [InlineData(1400, 2)]
    [InlineData(300, 1)]
    public void A_row_is_what_the_encoder_makes_of_a_window(int sampleCount, int windows)
    {
        var clip = Noise(sampleCount);
        var rows = Frames(Loudness(new SampleWindows(1000, 400)), clip);
        Assert.Equal(["loud_01", "loud_02"], rows.ColumnNames);
        Assert.Equal(windows, rows.RowCount);
        for (var i = 0; i < windows; i++)
        {
            float[] window = [.. clip.Channel(0).ToArray().Skip(400 * i).Take(1000).Select(Math.Abs)];
            Assert.Equal(window.Sum(x => (double)x) / 1000, rows[i, 0], 1e-6); // float32 sums of 1000 values
            Assert.Equal(window.Max(), rows[i, 1]);
        }
    }

    [Fact]
    public void A_whole_clip_is_summarised()
    {
        var clip = Noise(12_345);
        var spec = Loudness(new WholeClip()).ToSpec(Statistic.Mean, Statistic.Max);
        var song = new FeatureExtractor(spec).Extract(clip);
        Assert.Equal(["loud_mean_01", "loud_mean_02", "loud_max_01", "loud_max_02"], song.ColumnNames);
        Assert.Equal(clip.Channel(0).ToArray().Average(x => Math.Abs((double)x)), song[0, 0], 1e-6); // float32 sums
        Assert.Equal(clip.Channel(0).ToArray().Max(Math.Abs), song[0, 1]);
        Assert.Equal(song[0, 1], song[0, 3]);
    }

    [Fact]
    public void Statistics_are_those_of_the_windows_beside_features_of_other_frames()
    {
        var clip = Noise(20_000);
        var encoder = Loudness(new SampleWindows(1000, 400));
        FeatureSpec spec = new()
        {
            SampleRate = Rate,
            Features = [new Rms(), encoder, new Delta(encoder)],
            Statistics = [Statistic.Mean, Statistic.Std],
        };
        var song = new FeatureExtractor(spec).Extract(clip);
        var rows = Frames(encoder, clip);
        Assert.Equal(Column(rows, 1).Average(), song[0, song.ColumnNames.IndexOf("loud_mean_02")], 1e-6); // float32
        Assert.Equal(0, song[0, song.ColumnNames.IndexOf("loud_delta_mean_02")], 0.1);
        Assert.Equal(new FeatureExtractor(spec with { Features = [new Rms()] }).Extract(clip).Row(0),
            [song[0, 0], song[0, 1]]);
    }

    [Fact]
    public void Kept_frames_stand_alone_and_have_the_encoders_distance()
    {
        var encoder = Loudness(new SampleWindows(1000, 400));
        var alone = encoder.ToSpec() with { Statistics = [] };
        alone.Validate();
        Assert.Equal(400.0 / Rate, alone.FrameSeconds);
        Assert.Equal(400.0 / Rate, (alone with { Features = [new Centered(encoder)] }).FrameSeconds);
        Refused(alone with { Features = [encoder, new Rms()] },
            "Feature loud has frames of its own, 400 samples apart, and the spec's are 512 apart; name statistics, or let");
        Refused(Loudness(new WholeClip()).ToSpec() with { Statistics = [] }, "Feature loud has as many frames as each clip gives");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Patches_are_frames_of_our_features_scaled(bool bandsFirst)
    {
        FeatureSpec front = new() { SampleRate = Rate, Features = [new LogMel(8)], Statistics = [] };
        var encoder = OnnxEmbedding.From(TinyEncoders.MeanOfFrames(folder.File("mean.onnx"), frames: 5, bands: 8, bandsFirst), "mean",
            units: 8, Rate, new FeaturePatches(front, Frames: 5, Hop: 2) { Offset = -50, Scale = 25, BandsFirst = bandsFirst });
        var clip = Noise(512 * 11);
        var (frames, rows) = (new FeatureExtractor(front).Extract(clip), Frames(encoder, clip));
        Assert.Equal(12, frames.RowCount);
        Assert.Equal(4, rows.RowCount); // at 0, 2, 4 and 6
        for (var i = 0; i < rows.RowCount; i++)
            for (var band = 0; band < 8; band++)
                Assert.Equal(Enumerable.Range(2 * i, 5).Average(f => (frames[f, band] + 50) / 25), rows[i, band], 1e-5); // float32
        Assert.Equal(2 * 512.0 / Rate, (encoder.ToSpec() with { Statistics = [] }).FrameSeconds);
    }

    [Fact]
    public void Frames_of_a_clip_that_is_shorter_than_a_patch_are_repeated()
    {
        FeatureSpec front = new() { SampleRate = Rate, Features = [new LogMel(8)], Statistics = [] };
        var encoder = OnnxEmbedding.From(TinyEncoders.MeanOfFrames(folder.File("mean.onnx"), frames: 5, bands: 8), "mean", units: 8, Rate,
            new FeaturePatches(front, Frames: 5, Hop: 2));
        var clip = Noise(700); // two frames: 0, 1, 0, 1, 0
        var (frames, rows) = (new FeatureExtractor(front).Extract(clip), Frames(encoder, clip));
        Assert.Equal((2, 1), (frames.RowCount, rows.RowCount));
        for (var band = 0; band < 8; band++)
            Assert.Equal((3 * frames[0, band] + 2 * frames[1, band]) / 5, rows[0, band], 1e-5); // float32
    }

    [Fact]
    public void Other_inputs_are_filled_with_constants()
    {
        var encoder = OnnxEmbedding.From(TinyEncoders.WithConstants(folder.File("state.onnx")), "state", units: 1, Rate,
            new SampleWindows(100, 100)) with
        { Constants = Constants(("sr", 16_000), ("state", 0.5)) };
        Assert.Equal(16_000.5, Frames(encoder, new(Rate, new float[100]))[0, 0]);
    }

    [Fact]
    public void Of_several_rows_for_a_window_all_or_one_are_kept()
    {
        var encoder = OnnxEmbedding.From(TinyEncoders.Rows(folder.File("rows.onnx")), "rows", units: 1, Rate, new SampleWindows(4, 4));
        AudioClip clip = new(Rate, [0, 0, 0, 1, 0.5f, 0.5f, 0.5f, 0.5f]);
        Assert.Equal([0.25f, 1, 0.5f, 0.5f], Frames(encoder, clip).Values.ToArray());
        Assert.Equal([0.25f, 0.5f], Frames(encoder with { OutputRow = 0 }, clip).Values.ToArray());
        Assert.Equal([1, 0.5f], Frames(encoder with { OutputRow = 1 }, clip).Values.ToArray());
        Fails(encoder with { OutputRow = 2 }, "has 2 rows for a window, and no row 2");
    }

    [Fact]
    public void A_spec_survives_the_round_trip_and_its_identity_changes_with_the_files_content()
    {
        var path = folder.File("loud.onnx");
        FeatureSpec front = new() { SampleRate = Rate, Features = [new Mel(8) { LogScale = 10_000 }], Statistics = [] };
        var spec = (Loudness(new FeaturePatches(front, 5, 2) { Offset = 1 }) with
        { Constants = Constants(("sr", 16_000)), Licence = "MIT", OutputName = "embedding", OutputRow = 0 }).ToSpec();
        var read = SpecJson.Read<FeatureSpec>(SpecJson.Write(spec));
        Assert.Equal(spec, read);
        Assert.Equal(spec.GetHashCode(), read.GetHashCode());
        Assert.Equal(spec.Hash, read.Hash);
        Assert.Contains("\"kind\": \"onnxEmbedding\"", SpecJson.Write(spec), StringComparison.Ordinal);
        TinyEncoders.Rows(path);
        Assert.NotEqual(spec.Hash, OnnxEmbedding.From(path, "loud", 2, Rate, ((OnnxEmbedding)spec.Features[0]).Input).ToSpec().Hash);
    }

    [Fact]
    public void A_file_that_has_changed_is_refused_and_no_song_is_blamed_for_it()
    {
        var spec = Loudness(new SampleWindows(1000, 400)).ToSpec();
        var path = TinyEncoders.Rows(folder.File("loud.onnx"));
        Database database = new(folder.File("cache.db"));
        string[] songs = [WriteSong("a.wav"), WriteSong("b.wav")];
        FeatureCache cache = new(database);
        var error = Assert.Throws<WorkbenchException>(() => cache.Extract(songs, spec, TestWork.Of()));
        Assert.StartsWith($"{path} has changed since the spec was written: its SHA-256 is ", error.Message, StringComparison.Ordinal);

        File.Delete(path);
        error = Assert.Throws<WorkbenchException>(() => cache.Extract(songs, spec, TestWork.Of()));
        Assert.StartsWith($"The encoder {path} cannot be read: ", error.Message, StringComparison.Ordinal);

        TinyEncoders.Loudness(path);
        Assert.Equal(2, cache.Extract(songs, spec, TestWork.Of()).Features.RowCount);
        File.Delete(path); // what is there already needs no encoder
        Assert.Equal(2, new FeatureCache(database).Extract(songs, spec, TestWork.Of()).CachedCount);
    }

    [Fact]
    public void A_path_is_kept_absolute_and_a_file_of_its_name_in_the_working_directory_serves_too()
    {
        var name = $"{Guid.NewGuid():N}.onnx";
        TinyEncoders.Loudness(Path.GetFullPath(name));
        try
        {
            var encoder = OnnxEmbedding.From(name, "loud", units: 2, Rate, new SampleWindows(1000, 400));
            Assert.Equal(Path.GetFullPath(name), encoder.Path);
            Assert.Equal(1, Frames(encoder with { Path = folder.File("elsewhere", name) }, Noise(1000)).RowCount);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        string[] songs = [.. Enumerable.Range(0, 12).Select(i => WriteSong($"{i}.wav", 20_000 + 1000 * i))];
        var spec = Loudness(new SampleWindows(1000, 400)).ToSpec();
        var one = new FeatureCache(new(folder.File("one.db"))).Extract(songs, spec, TestWork.Of(threads: 1));
        var four = new FeatureCache(new(folder.File("four.db"))).Extract(songs, spec, TestWork.Of(threads: 4));
        Assert.Equal(one.Features.Values, four.Features.Values);
    }

    [Fact]
    public async Task A_clip_is_given_up_when_the_work_is_stopped()
    {
        FeatureExtractor extractor = new(Loudness(new SampleWindows(1000, 1)).ToSpec());
        using CancellationTokenSource stop = new();
        var clip = Noise(100 * Rate); // 1.6 million windows
        var task = Task.Run(() => extractor.Extract(clip, new() { Token = stop.Token }), TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    [Fact]
    public void All_problems_of_a_spec_are_told_together()
    {
        var encoder = Loudness(new FeaturePatches(FeatureSpec.Default, 0, 0) { Scale = 0 }) with
        { Sha256 = "abc", Encoder = "My Net", Units = 0, SampleRate = 16_000, OutputRow = -1 };
        var error = Assert.Throws<InvalidSpecException>((encoder.ToSpec() with { SampleRate = 8000 }).Validate);
        foreach (var problem in new[]
        {
            $"The SHA-256 'abc' of {encoder.Path} must be 64 lower-case hexadecimal digits; it is {OnnxEncoder.Sha256Of(encoder.Path)}.",
            "The encoder's name 'My Net' must be", "Units 0 of My Net must be 1 to 65536", "hears 16000 Hz and the spec has 8000 Hz",
            "The output row -1", "Patches of 0 frames", "The hop of 0 frames", "the scale not 0", "summarises frames",
            "hears 22050 Hz and the encoder 16000 Hz",
        })
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Refused(Loudness(new SampleWindows(0, 0)).ToSpec(), "Windows of 0 samples must have 1 to 9600000");
        Refused(Loudness(new SampleWindows(1, 0)).ToSpec(), "The hop of 0 samples between windows must be >= 1");
    }

    [Fact]
    public void What_does_not_fit_the_file_is_told_with_what_the_file_has()
    {
        var loudness = Loudness(new SampleWindows(1000, 400));
        Fails(loudness with { Units = 3 }, "[1, 2], and not rows of 3 units");
        Fails(loudness with { InputName = "wave" }, "has no input wave; its inputs are audio (Single [any, any])");
        Fails(loudness with { OutputName = "logits" }, "has no output logits; its outputs are embedding (Single [any, 2])");
        Fails(loudness with { Constants = Constants(("sr", 1)) }, "has no input sr; its inputs are audio");

        var state = OnnxEmbedding.From(TinyEncoders.WithConstants(folder.File("state.onnx")), "state", units: 1, Rate,
            new SampleWindows(100, 100));
        Fails(state, "say with InputName which one of float32 hears");
        Fails(state with { InputName = "audio" }, "wants sr (Int64 []), state (Single [2, any, 3]) too; give values in Constants");
        var filled = state with { Constants = Constants(("sr", 1), ("state", 0)) };
        Fails(filled with { Units = 2 }, "has the outputs all (Single [1]), thrice (Single [3]); say with OutputName");

        FeatureSpec front = new() { SampleRate = Rate, Features = [new LogMel(8)], Statistics = [] };
        var patches = OnnxEmbedding.From(TinyEncoders.MeanOfFrames(folder.File("mean.onnx"), 5, 8), "mean", 8, Rate,
            new FeaturePatches(front, Frames: 6, Hop: 2));
        Fails(patches, "hears melspectrogram (Single [any, 5, 8]), and a window is [1, 6, 8]; correct the spec's input");

        var text = folder.Write("text.onnx", "This is no model.");
        Fails(OnnxEmbedding.From(text, "text", 1, Rate, new WholeClip()), $"{text} cannot be opened by ONNX Runtime: ");
        Assert.Throws<WorkbenchException>(() => OnnxEmbedding.From(folder.File("none.onnx"), "none", 1, Rate, new WholeClip()));
    }

    [Fact]
    public void A_run_learns_from_it_and_its_card_names_encoder_and_licence()
    {
        var encoder = Loudness(new SampleWindows(1000, 400)) with { Licence = "MIT" };
        ExperimentSpec spec = new()
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Features = encoder.ToSpec() with { Features = [new Centered(encoder), encoder] },
            Training = TrainingSpec.Default with { Epochs = 2 },
        };
        var run = new ExperimentRunner(new(new(folder.File("data"))), new ManagedEngine()).Execute(spec, TestWork.Of());
        Assert.Equal(spec.Features, Run.Load(run.Folder).Spec.Features);
        Assert.Contains($"\n\nHears through: encoder loud, licence MIT, file loud.onnx, SHA-256 {encoder.Sha256}.\n\n| score",
            File.ReadAllText(Path.Combine(run.Folder, "card.md")), StringComparison.Ordinal);
    }

    private OnnxEmbedding Loudness(EncoderInput input) =>
        OnnxEmbedding.From(TinyEncoders.Loudness(folder.File("loud.onnx")), "loud", units: 2, Rate, input);

    private static ImmutableSortedDictionary<string, double> Constants(params (string Name, double Value)[] constants) =>
        constants.ToImmutableSortedDictionary(c => c.Name, c => c.Value);

    private static FeatureMatrix Frames(OnnxEmbedding encoder, AudioClip clip) =>
        new FeatureExtractor(encoder.ToSpec() with { Statistics = [] }).Extract(clip);

    private static IEnumerable<float> Column(FeatureMatrix rows, int column) =>
        Enumerable.Range(0, rows.RowCount).Select(row => rows[row, column]);

    private static void Refused(FeatureSpec spec, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidSpecException>(spec.Validate).Message, StringComparison.Ordinal);

    private static void Fails(OnnxEmbedding encoder, string problem)
    {
        var spec = encoder.ToSpec(Statistic.Mean);
        var error = Assert.ThrowsAny<WorkbenchException>(() => new FeatureExtractor(spec).Extract(Noise(2000)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static AudioClip Noise(int sampleCount)
    {
        Random rng = new(sampleCount);
        return new(Rate, [.. Enumerable.Range(0, sampleCount).Select(_ => (float)(rng.NextDouble() - 0.5))]);
    }

    private string WriteSong(string name, int sampleCount = 2 * Rate)
    {
        var path = folder.File(name);
        WavFile.Write(path, Noise(sampleCount));
        return path;
    }
}
