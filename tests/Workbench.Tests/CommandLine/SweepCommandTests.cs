using System.Text.Json.Nodes;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.CommandLine;

public sealed class SweepCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sweep_trains_what_is_not_finished_ranks_it_and_leaves_the_test_part_to_the_chosen_one()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var experiment = folder.Write("experiment.json",
            SpecJson.Write(new ExperimentSpec
            {
                Dataset = songs,
                Training = TrainingSpec.Default with { Epochs = 2, Optimizer = new Adam() },
            }));
        string[] sweep = ["sweep", experiment, "--grid", "training.optimizer.learningRate=1e-3,1e-2", "--processes", "2", "--json"];
        var first = Run(sweep);
        var runs = first["runs"]!.AsArray();
        Assert.Equal(2, runs.Count);
        Assert.All(runs, run => Assert.True(run!["test"] is null && (bool)run["sealed"]! && (int)run["testOpenings"]! == 0));
        Assert.True((double)runs[0]!["validation"]!["rocAucMacro"]! >= (double)runs[1]!["validation"]!["rocAucMacro"]!);
        Assert.Matches("^Too few artists to say whether (0.001 is better than 0.01|0.01 is better than 0.001)",
            (string)first["verdicts"]![0]!);

        sweep[3] = "training.optimizer.learningRate=1e-3,1e-2,3e-3";
        var second = Run(sweep);
        var before = runs.Select(run => (string)run!["run"]!).ToHashSet();
        Assert.Equal(2, second["runs"]!.AsArray().Count(run => before.Contains((string)run!["run"]!))); // not trained again
        Assert.Equal(3, second["runs"]!.AsArray().Count);

        var repeated = Run("sweep", experiment, "--seeds", "2", "--json");
        Assert.Equal([0, 1], repeated["runs"]!.AsArray().Select(run => (int)run!["seed"]!));
        Assert.Equal(1, repeated["runs"]!.AsArray().Count(run => before.Contains((string)run!["run"]!)));

        var chosen = (string)second["runs"]![0]!["run"]!;
        Assert.Equal(1, (int)Run("judge", chosen, "--json")["testOpenings"]!);
        var page = folder.File("compare.html");
        Assert.Equal(4, Run("compare", "--json", "--out", page)["runs"]!.AsArray().Count);
        var html = File.ReadAllText(page);
        Assert.Contains("training.optimizer.learningRate", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Parallel coordinates of 3 runs: best with learningRate ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("training.batchSize", html, StringComparison.Ordinal); // equal in all
    }

    [Fact]
    public void Experiments_that_fail_are_told_and_the_others_are_ranked()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var experiment = folder.Write("experiment.json",
            SpecJson.Write(new ExperimentSpec { Dataset = songs, Training = TrainingSpec.Default with { Epochs = 1 } }));
        var result = WorkbenchProcess.Run(folder.File("data"), "sweep", experiment, "--grid",
            $"dataset={songs.Replace('\\', '/')},nowhere");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nowhere: no such file or folder", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 2 experiments are finished", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, WorkbenchProcess.Run(folder.File("data"), "sweep", experiment).ExitCode);
    }

    [Fact]
    public void Tasks_train_an_experiment_each_and_their_runs_are_ranked_as_those_of_one_process()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var job = folder.File("job");
        var experiment = folder.Write("experiment.json",
            SpecJson.Write(new ExperimentSpec { Dataset = songs, Training = TrainingSpec.Default with { Epochs = 1 } }));
        string[] sweep = ["sweep", experiment, "--grid", $"dataset={songs.Replace('\\', '/')},nowhere", "--seeds", "2"];
        ProcessResult On(string machine, params string[] arguments) => WorkbenchProcess.Run(folder.File(machine), arguments);
        Assert.Equal($"4 shards, 0 to 3; each by: workbench sweep {job} --shard auto\n",
            On("data", [.. sweep, "--job", job]).Output);
        Assert.Equal([0, 0, 1, 1],
            Enumerable.Range(1, 4).Select(shard => On($"machine {shard}", "sweep", job, "--shard", $"{shard}/4").ExitCode));
        Assert.Equal("shard 0 of 4: was done before\n", On("machine 5", "sweep", job, "--shard", "1/4").Output);
        Assert.Equal("2-3\n", On("data", "sweep", "missing", job).Output);
        foreach (var turn in new[] { "first", "again" })
        {
            var merged = On("merged", "sweep", "merge", job, "--json");
            Assert.True(merged.ExitCode == 1, turn);
            Assert.Contains("shard 2: nowhere: no such file or folder", merged.Error, StringComparison.Ordinal);
            Assert.Contains("Not done: 2-3.\n2 of 4 experiments are finished.", merged.Error, StringComparison.Ordinal);
            Assert.Equal(Scores(JsonNode.Parse(On("data", [.. sweep, "--json"]).Output)!), Scores(JsonNode.Parse(merged.Output)!));
        }
        Assert.Contains("is no job of features", On("data", "features", "merge", job, "--out", folder.File("x.csv")).Error,
            StringComparison.Ordinal);

        static IEnumerable<string> Scores(JsonNode ranking) => ranking["runs"]!.AsArray()
            .Select(run => $"{run!["seed"]} {run["validation"]!["rocAucMacro"]}").Order(StringComparer.Ordinal);
    }

    private JsonNode Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }
}
