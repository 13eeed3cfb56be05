using System.Text.Json.Nodes;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class JudgeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_training_leaves_the_test_part_sealed_and_a_stopped_one_is_judged_by_its_name_alone()
    {
        var trained = Run("train", "--dataset", TinyCorpus.Make(folder.File("songs")));
        var run = Path.GetFileName(Directory.GetDirectories(folder.File("data", "runs")).Single());
        Assert.EndsWith($"Test part: sealed. workbench judge {run} opens it", trained.Output.TrimEnd(), StringComparison.Ordinal);
        // As if it had been stopped.
        var scores = folder.File("data", "runs", run, "scores.json");
        var json = JsonNode.Parse(File.ReadAllText(scores))!;
        json["stopped"] = true;
        File.WriteAllText(scores, json.ToJsonString());

        var refused = Run("judge");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("was stopped by hand after epoch ", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"workbench judge {run} ", refused.Error, StringComparison.Ordinal);
        Assert.Contains(", opened once", Run("judge", run).Output, StringComparison.Ordinal);
        Assert.Contains($"Run {run} was judged already; its scores stand.", Run("judge").Error, StringComparison.Ordinal);
        Assert.Contains("score on the test part", File.ReadAllText(folder.File("data", "runs", run, "report.html")),
            StringComparison.Ordinal);
    }

    private ProcessResult Run(params string[] arguments) => WorkbenchProcess.Run(folder.File("data"), arguments);
}
