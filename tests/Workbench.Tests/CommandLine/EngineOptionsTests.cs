using System.CommandLine;
using System.Text.Json.Nodes;
using Workbench.Cli;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.CommandLine;

/// <summary><c>--engine</c> and <c>--device</c>: what they choose, and how they are passed on to the trainings of a sweep.</summary>
public sealed class EngineOptionsTests
{
    private readonly EngineOptions options = new();
    private readonly RootCommand command = new();

    public EngineOptionsTests() => options.AddTo(command);

    [Theory]
    [InlineData("", "")]
    [InlineData("--engine managed", "--engine managed")]
    [InlineData("--device=cuda:1 --engine=Torch", "--engine Torch --device cuda:1")]
    public void Another_process_gets_what_was_written(string line, string words) =>
        Assert.Equal(words, string.Join(' ', options.Words(command.Parse(line))));

    [Fact]
    public void The_managed_engine_is_there_without_any_package() =>
        Assert.IsType<ManagedEngine>(options.Choose(command.Parse("--engine managed"), Work.Default));

    [Fact]
    public void Without_libtorch_the_cause_and_the_remedy_are_one_line()
    {
        using var folder = new TempFolder();
        var empty = Directory.CreateDirectory(folder.File("empty")).FullName;
        var result = WorkbenchProcess.RunWith((TorchNatives.Variable, empty), folder.File("data"), "train", "--dataset", "demo", "--engine",
            "torch");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"{TorchNatives.Variable} names {empty}, which does not hold ", LastLine(result.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void The_trainings_of_a_sweep_run_on_the_engine_that_was_asked_for()
    {
        InstalledTorch.OrSkip();
        using var folder = new TempFolder();
        var experiment = folder.Write("experiment.json", SpecJson.Write(new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Training = TrainingSpec.Default with { Epochs = 1 },
        }));
        var result = WorkbenchProcess.Run(folder.File("data"), "sweep", experiment, "--seeds", "2", "--engine", "torch", "--device", "cpu");
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        Assert.Equal(["torch on cpu", "torch on cpu"], Directory.GetFiles(folder.File("data", "runs"), "environment.json",
            SearchOption.AllDirectories).Select(file => JsonNode.Parse(File.ReadAllText(file))!)
            .Select(environment => $"{environment["engine"]} on {environment["device"]}"));
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
