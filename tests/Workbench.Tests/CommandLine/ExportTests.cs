using System.Text.Json.Nodes;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>Exporting a model and asking it, from the command line.</summary>
public sealed class ExportTests(ExportedRun exported) : IClassFixture<ExportedRun>
{
    [Fact]
    public void A_run_is_exported_and_both_answer_alike()
    {
        var folder = exported.NewPath("by-command");
        var export = Workbench("export", "--out", folder, "--licence", "CC BY 4.0");
        Assert.Equal(0, export.ExitCode);
        Assert.Contains("model.onnx", export.Output, StringComparison.Ordinal);
        var song = Path.Combine(exported.Songs, "low", "03.wav");
        var (byRun, byFolder) = (Json("predict", song, "--json"), Json("predict", song, "--model", folder, "--json"));
        Assert.Equal(byRun.ToJsonString(), byFolder.ToJsonString());
        Assert.Equal("low", (string)byFolder["songs"]![0]!["labels"]![0]!["label"]!);
        Assert.True((bool)byFolder["songs"]![0]!["labels"]![0]!["isDecided"]!);
        Assert.Equal("CC BY 4.0", (string)Json("export", "--out", folder, "--licence", "CC BY 4.0", "--json")["licence"]!);
        var text = Workbench("predict", song, "--model", folder);
        Assert.Matches(@"^.*03\.wav\n  \* low   0\.\d{3}  █", text.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_keep_the_others_from_being_heard()
    {
        var song = Path.Combine(exported.Songs, "high", "00.wav");
        var result = Workbench("predict", exported.NewPath("absent.mp3"), song, "--model", exported.Folder, "--json");
        Assert.Equal(1, result.ExitCode);
        var json = JsonNode.Parse(result.Output)!;
        Assert.Equal(song, (string)json["songs"]![0]!["song"]!);
        Assert.Equal("no such file.", (string)json["unreadable"]![0]!["reason"]!);
        Assert.Contains("absent.mp3: no such file.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Songs_are_recommended_from_an_exported_catalogue()
    {
        var json = Json("recommend", "low/03.wav", "--model", exported.Folder, "--json");
        Assert.Equal(3, json["recommendations"]!.AsArray().Count);
        Assert.All(json["recommendations"]!.AsArray(), song => Assert.Equal("low", (string)song!["labels"]![0]!));
        Assert.Null(json["recommendations"]![0]!["path"]);
    }

    [Fact]
    public void Two_models_at_once_and_folders_of_something_else_are_refused()
    {
        var song = Path.Combine(exported.Songs, "low", "03.wav");
        var both = Workbench("predict", song, "--model", exported.Folder, "--run", exported.Run.Id);
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("--run and --model both name a model; give one.", both.Error, StringComparison.Ordinal);
        var none = Workbench("predict", song, "--model", exported.Songs);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("no exported model", none.Error, StringComparison.Ordinal);
        Assert.Equal(2, Workbench("export").ExitCode);
        Assert.Equal(1, Workbench("export", "--out", exported.Songs).ExitCode);
        Assert.Equal(2, Workbench("export", "--out", exported.NewPath("x"), "--from", "video").ExitCode);
    }

    private ProcessResult Workbench(params string[] arguments) => WorkbenchProcess.Run(exported.Data, arguments);

    private JsonNode Json(params string[] arguments)
    {
        var result = Workbench(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }
}
