using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Datasets;
using Workbench.Docs.Pages;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Kernel.Documents;
using Workbench.Onnx;
using Workbench.Tests.Onnx;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Readme;

/// <summary>What the README tells people to type, typed.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_two_commands_are_what_CI_runs()
    {
        string[] commands = [.. Blocks("sh").First().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(["dotnet run -c Release --project lib/Workbench.Cli -- run", "dotnet test Workbench.sln -c Release"], commands);
    }

    [Fact]
    public void Its_commands_work_in_the_order_given()
    {
        TinyCorpus.Make(folder.File("songs"));
        string[] commands = [.. Blocks("sh").SelectMany(Typed.Commands)];
        Assert.NotEmpty(commands);
        foreach (var command in commands)
            Typed.Run(command, folder.Path, folder.File("data"));
    }

    [Fact]
    public void Its_notebook_code_runs()
    {
        var outputs = RunNotebook(Blocks("csharp").First());
        Assert.Equal(["Learning curve of ", "ROC curves of 3 lab", "1. "],
            outputs.Select((o, i) => PlainText(o)[..new[] { 18, 19, 3 }[i]]));
    }

    [Fact]
    public void Its_code_of_ones_own_runs()
    {
        var outputs = RunNotebook(Blocks("csharp").Single(code => code.Contains("Feature.Of(", StringComparison.Ordinal)));
        Assert.Contains("ROC-AUC", PlainText(Assert.Single(outputs)), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_code_for_encoders_runs()
    {
        TinyEncoders.LikeYamnet(folder.File("yamnet.onnx")); // the weights are not to be had here
        var outputs = RunNotebook(Blocks("csharp").Single(code => code.Contains("Encoders.", StringComparison.Ordinal)));
        Assert.Contains("ROC-AUC", PlainText(Assert.Single(outputs)), StringComparison.Ordinal);
        OnnxFeatures.Register();
        var spec = SpecJson.ReadFile<FeatureSpec>(folder.File("encoder.json"));
        Assert.Equal("yamnet", Assert.Single(spec.Features).Name);
    }

    [Fact]
    public void It_tells_every_form_that_a_dataset_may_have() =>
        Assert.Contains($"A dataset is {DatasetReader.FormsInWords}.",
            Text.Replace("`", "", StringComparison.Ordinal).Replace('\n', ' '), StringComparison.Ordinal);

    [Fact]
    public void The_files_it_names_are_there()
    {
        foreach (Match link in LinkPattern().Matches(Text))
            Assert.True(File.Exists(Path.Combine(Repository.Root, link.Groups[1].Value)), link.Value);
    }

    /// <summary>Runs a notebook of one cell, in which tiny songs stand for the demo.</summary>
    /// <returns>What it shows, without how far it is.</returns>
    private JsonNode[] RunNotebook(string code)
    {
        code = Typed.AtHome(code)
            .Replace("Lab.On(\"demo\")", $"Lab.On(@\"{TinyCorpus.Make(folder.File("songs"))}\")", StringComparison.Ordinal);
        File.WriteAllText(folder.File("readme.ipynb"), MarkdownNotebook.Of([code], "readme.ipynb").ToString());

        var result = WorkbenchProcess.RunIn(folder.Path, folder.File("data"), "run", "readme.ipynb", "--out", "reports");
        Assert.True(result.ExitCode == 0, result.Error);
        var executed = NotebookDocument.Parse(File.ReadAllText(folder.File("reports", "readme", "readme.ipynb")), "readme.ipynb");
        CommittedOutputs.Shrink(executed); // whether there was time to tell of progress hangs on the machine
        return [.. executed.Cells[0].Outputs.Select(o => o!)];
    }

    private static string PlainText(JsonNode output) => output["data"]!["text/plain"] is JsonArray lines
        ? string.Concat(lines.Select(l => (string)l!))
        : (string)output["data"]!["text/plain"]!;

    private static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static IEnumerable<string> Blocks(string language) =>
        MarkdownBlock.Of(Text).Where(block => block.Language == language).Select(block => block.Code);

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex LinkPattern();
}
