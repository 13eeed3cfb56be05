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

    private JsonNode Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }
}
