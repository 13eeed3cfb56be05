using System.Text.Json.Nodes;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class RunsCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Runs_are_listed_named_tagged_deleted_and_restored()
    {
        Assert.Contains("No run yet. Train one: ", Run("runs").Error, StringComparison.Ordinal);
        var first = SavedRuns.Train(new(new(folder.File("data"))), folder.File("songs"));
        SavedRuns.Copy(first, "99990101-000000-000-songs-abcdef", spec => spec.WithSeed(1), scores => scores["splitHash"] = "other");

        Assert.Equal($"Run {first.Id}\nwide network\n", Run("runs", "rename", first.Id, "wide network").Output.ReplaceLineEndings("\n"));
        Assert.EndsWith("\nbaseline, paper\n", Run("runs", "tag", "wide network", "baseline", "paper").Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Run("runs", "untag", "wide network", "paper");
        Run("runs", "note", "wide network", "As in the paper.");
        var list = Run("runs", "list", "--disk").Output;
        Assert.Matches(@"^2 runs of 1 experiments, \d+\.\d MB; ", list);
        Assert.Matches(@"\nwide network +mlp +\d\.\d{3} ± \d\.\d{3} of .* 0, 1 .* epochs=2 +baseline +As in the paper\.", list);

        var found = JsonNode.Parse(Run("runs", "--tag", "baseline", "--filter", "Wide epochs=2", "--json").Output)!["runs"]!.AsArray();
        Assert.Equal((first.Id, "wide network", "As in the paper."),
            ((string)Assert.Single(found)!["run"]!, (string)found[0]!["name"]!, (string)found[0]!["note"]!));

        Assert.Equal(first.Id, Run("runs", "delete", "wide network").Output.Trim());
        Assert.Contains("None of 1 runs is like that.", Run("runs", "--tag", "baseline").Error, StringComparison.Ordinal);
        Assert.Contains("Nothing is deleted yet.", Run("runs", "bin", "--empty").Error, StringComparison.Ordinal);
        Run("runs", "restore", "wide network");
        Assert.Equal(2, JsonNode.Parse(Run("runs", "--json").Output)!["runs"]!.AsArray().Count);
        Run("runs", "delete", "9999");
        Assert.Contains("1 runs are deleted for good", Run("runs", "bin", "--empty", "--yes").Error, StringComparison.Ordinal);
        Assert.Contains("The bin is empty.", Run("runs", "bin").Error, StringComparison.Ordinal);
    }

    private ProcessResult Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }
}
