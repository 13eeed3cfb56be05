using System.Text.Json.Nodes;
using Workbench.Experiments;
using Workbench.Tests.Reference;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.CommandLine;

/// <summary>Training from the command line: the same bytes for the same seed, resumed work, shared caches.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_scores_and_weights_whatever_the_threads()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var (first, firstWeights) = Train("a", corpus, "--threads", "1");
        var (second, secondWeights) = Train("b", corpus, "--threads", "2");
        var (other, otherWeights) = Train("c", corpus, "--threads", "2", "--seed", "1");
        foreach (var json in new[] { first, second, other })
        {
            json.Remove("run");
            json.Remove("seconds");
        }
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(firstWeights, secondWeights);
        Assert.NotEqual(firstWeights, otherWeights);
    }

    [Fact]
    public void The_json_has_every_score_and_the_baseline()
    {
        var (trained, _) = Train("data", TinyCorpus.Make(folder.File("songs")));
        Assert.True((bool)trained["sealed"]! && trained["test"] is null && trained["validation"] is not null, trained.ToJsonString());
        var json = Run("data", "judge");
        Assert.False((bool)json["sealed"]!);
        Assert.Equal(24, (int)json["tracks"]!);
        Assert.Equal(3, (int)json["labels"]!);
        var test = json["test"]!;
        Assert.Equal(2.0 / 3, (double)test["allNegativeBaseline"]!, 12);
        foreach (var field
            in new[] { "rocAucMacro", "rocAucMicro", "prAucMacro", "prAucMicro", "accuracyTop1", "subsetAccuracy", "hammingAccuracy",
                "f1Macro", "logLoss", "calibrationError" })
            Assert.True(
                test[field]!.GetValue<double>() >= 0 && json["validation"]![field]!.GetValue<double>() >= 0
                && json["testGuessing"]![field]!.GetValue<double>() >= 0, field);
        Assert.Equal(("singleLabel", null, null), ((string?)json["task"], json["tunedF1Macro"], json["testIntervals"]));
        Assert.InRange((int)json["testArtists"]!, 1, 7); // too few for intervals
        foreach (var field in new[] { "epochs", "seconds", "parameters", "seed" })
            Assert.True(json[field]!.GetValue<double>() >= 0, field);
        Assert.Equal(["high", "low", "rock"], test["perLabel"]!.AsArray().Select(l => (string)l!["label"]!));
    }

    [Fact]
    public void A_model_that_hears_segments_learns_from_frames_and_recommends_whatever_the_threads()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var model = folder.Write("model.json", """
            { "segmentFrames": 40, "layers": [
              { "kind": "conv2d", "filters": 4, "stride": 2 }, { "kind": "batchNorm" }, { "kind": "relu" },
              { "kind": "averagePool2d", "size": 4 }, { "kind": "flatten" }] }
            """);
        var (first, firstWeights) = Train("a", corpus, "--model", model, "--threads", "1");
        var (_, secondWeights) = Train("b", corpus, "--model", model, "--threads", "2");
        Assert.Equal(firstWeights, secondWeights);
        Assert.True((double)first["validation"]!["rocAucMacro"]! > 0.9, $"{first["validation"]}"); // low tones, high tones and noise
        var recommended = WorkbenchProcess.Run(folder.File("a"), "recommend", Path.Combine(corpus, "low", "00.wav"), "--json");
        Assert.True(recommended.ExitCode == 0, recommended.Error);
    }

    [Fact]
    public void A_race_stands_in_the_place_of_a_model()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var models = string.Join(',', new[] { 2, 9 }.Select(units => folder.Write($"{units}.json",
            $$"""{ "layers": [{ "kind": "linear", "units": {{units}} }] }""")));
        string[] race = ["train", "--dataset", corpus, "--set", "training.epochs=3", "--model", $"auto:{models}"];
        Assert.Equal(2, Run("data", [.. race, "--dry-run", "--time-limit", "20m"])["candidates"]!.AsArray().Count);
        var trained = WorkbenchProcess.Run(folder.File("data"), race);
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Contains("what became of it", trained.Output, StringComparison.Ordinal);
        Assert.Contains("2 candidates were compared by the validation part", trained.Output, StringComparison.Ordinal);
        void Refuses(string[] arguments, string answer)
        {
            var refused = WorkbenchProcess.Run(folder.File("data"), arguments);
            Assert.True(refused.ExitCode != 0);
            Assert.Contains(answer, refused.Error, StringComparison.Ordinal);
        }
        Refuses([.. race, "--time-limit", "20"], "20 is no time limit; write a number above 0 with s, m or h");
        Refuses([.. race, "--keep-best"], "--keep-best is for one training");
        Refuses(["train", "--dataset", corpus, "--time-limit", "1h"], "--time-limit is for several models");
        Refuses(["sweep", "--grid", "model=auto,mlp"], "no model, but a race of several");
    }

    [Fact]
    public void The_plan_of_copies_is_shown_before_they_are_made()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        File.Delete(Path.Combine(corpus, "low", "07.wav"));
        var spec = folder.Write("augment.json",
            """
            { "transforms": [{ "kind": "pitchShift", "minSemitones": -1, "maxSemitones": 1 }],
              "maxCopiesPerSong": 1, "targetSongs": 7 }
            """);
        var result = WorkbenchProcess.Run(folder.File("data"), "train", "--dataset", corpus, "--augment", spec, "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Matches(@"genre +songs +copies +after", result.Error);
        Assert.Matches(@"\d+ songs get \d+ copies", result.Error);
        Assert.True((int)JsonNode.Parse(result.Output)!["trainCopies"]! > 0);
        var missing = WorkbenchProcess.Run(folder.File("data"), "train", "--dataset", corpus, "--augment", "nowhere");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("nowhere: no such augmentation; there are balanced, an augmentation spec as a JSON file.", missing.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_repeated_from_its_experiment_file()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var (first, weights) = Train("data", corpus);
        var spec = Path.Combine(folder.Path, "data", "runs", (string)first["run"]!, "experiment.json");
        var again = WorkbenchProcess.Run(folder.File("again"), "train", spec, "--json");
        Assert.Equal(0, again.ExitCode);
        var json = JsonNode.Parse(again.Output)!.AsObject();
        Assert.Equal(weights, Weights("again", json));
        Assert.Contains("Confusion matrix",
            File.ReadAllText(folder.File("again", "runs", (string)json["run"]!, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_varied_by_its_name_with_the_options_and_any_parameter()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var (first, _) = Train("data", corpus, "--set", "training.epochs=2", "--set", "training.optimizer.learningRate=3e-3");
        Assert.Equal(2, (int)first["epochs"]!);
        var again = WorkbenchProcess.Run(folder.File("data"), "train", (string)first["run"]!, "--seed", "3", "--set",
            "training.batchSize=8", "--json");
        Assert.True(again.ExitCode == 0, again.Error);
        var run = Path.Combine(folder.Path, "data", "runs", (string)JsonNode.Parse(again.Output)!["run"]!, "experiment.json");
        var spec = ExperimentSpec.ReadFile(run);
        Assert.Equal((2, 8, 3, new AdamW(3e-3, WeightDecay: 1)),
            (spec.Training.Epochs, spec.Training.BatchSize, spec.Seed, spec.Training.Optimizer));
    }

    [Theory]
    [InlineData("training.epoch=5", "training.epoch: no such parameter; did you mean training.epochs?")]
    [InlineData("training.epochs=five", "training.epochs: five is no whole number or null.")]
    [InlineData("training.epochs", "--set: training.epochs must be name=value, for instance --set training.epochs=5.")]
    [InlineData("training.epochs=0", "TrainingSpec: Epochs 0 must be >= 1; 100 is usual.")]
    public void A_wrong_parameter_is_refused_in_one_line_before_anything_is_read(string set, string message)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), "train", "--dataset", "demo", "--set", set);
        Assert.Equal((2, message), (result.ExitCode, result.Error.Trim()));
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public void Stopped_during_extraction_it_goes_on_where_it_was()
    {
        UnixSignals.Require();
        var corpus = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 400);
        var process = WorkbenchProcess.Start(folder.File("data"), "train", "--dataset", corpus, "--threads", "1", "--json");
        var database = folder.File("data", "cache", "workbench.db");
        Assert.True(SpinWait.SpinUntil(() => CachedSongs(database) > 0 || process.HasExited, TimeSpan.FromMinutes(2)),
            "nothing was cached in two minutes");
        UnixSignals.Send(process);
        var stopped = WorkbenchProcess.Finish(process);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("Stopped. What was done is kept", stopped.Error, StringComparison.Ordinal);

        var kept = CachedSongs(database);
        Assert.InRange(kept, 1, 1199);
        var (json, _) = Train("data", corpus);
        Assert.Equal(1200, (int)json["tracks"]!);
        Assert.Equal(1200, CachedSongs(database));
    }

    [Fact]
    public void Two_processes_share_one_cache()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 40);
        var processes = Enumerable.Range(0, 2).Select(_ =>
            WorkbenchProcess.Start(folder.File("data"), "train", "--dataset", corpus, "--json")).ToArray();
        var results = processes.Select(WorkbenchProcess.Finish).ToArray();
        Assert.All(results, r => Assert.True(r.ExitCode == 0, r.Error));
        var runs = results.Select(r => JsonNode.Parse(r.Output)!.AsObject()).ToArray();
        Assert.Equal(Weights("data", runs[0]), Weights("data", runs[1]));
    }

    [Fact]
    public void Three_songs_are_recommended_with_their_reason()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Train("data", corpus);
        var result = WorkbenchProcess.Run(folder.File("data"), "recommend", Path.Combine(corpus, "low", "03.wav"), "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        var songs = JsonNode.Parse(result.Output)!["recommendations"]!.AsArray();
        Assert.Equal(3, songs.Count);
        Assert.All(songs, s => Assert.StartsWith("low/", (string)s!["track"]!, StringComparison.Ordinal));
        var distances = songs.Select(s => (double)s!["distance"]!).ToArray();
        Assert.Equal(distances.Order(), distances);
        Assert.All(songs, s => Assert.Equal(1 - (double)s!["distance"]!,
            s["parts"]!.AsArray().Sum(part => (double)part!["contribution"]!) + (double)s["fromHubs"]!, 1e-6));
        Assert.All(songs, s => Assert.Contains("timbre", s!["parts"]!.AsArray().Select(part => (string)part!["part"]!)));

        var spec = folder.File("similarity.json");
        File.WriteAllText(spec, """{ "timbre": 1, "rhythm": 0, "harmony": 0, "dynamics": 0, "embedding": 0, "genres": 0 }""");
        var told = WorkbenchProcess.Run(folder.File("data"), "recommend", "low/03.wav", "--diversity", "0.5", "--similarity", spec);
        Assert.True(told.ExitCode == 0, told.Error);
        Assert.Matches(@"\n   similarity (-?0\.\d{3}|1\.000) = (- )?[01]\.\d{3} timbre( [+-] 0\.\d{3} hubs)?\n", told.Output);
    }

    private (JsonObject Scores, byte[] Weights) Train(string data, string corpus, params string[] options)
    {
        var json = Run(data, ["train", "--dataset", corpus, .. options]);
        return (json, Weights(data, json));
    }

    private JsonObject Run(string data, params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File(data), [.. arguments, "--json"]);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonNode.Parse(result.Output)!.AsObject();
    }

    private byte[] Weights(string data, JsonObject scores) =>
        File.ReadAllBytes(Path.Combine(folder.Path, data, "runs", (string)scores["run"]!, "weights.safetensors"));

    /// <summary>How many feature vectors are committed; 0 before there is a database.</summary>
    private static int CachedSongs(string database)
    {
        if (!File.Exists(database))
            return 0;
        using var connection = new Workbench.Foundation.Database(database).Open("");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'feature_vector'";
        if ((long)command.ExecuteScalar()! == 0)
            return 0;
        command.CommandText = "SELECT COUNT(DISTINCT audio_hash) FROM feature_vector";
        return (int)(long)command.ExecuteScalar()!;
    }
}
