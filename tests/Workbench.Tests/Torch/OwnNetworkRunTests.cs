using System.Text.Json.Nodes;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Training.Engines;

namespace Workbench.Tests.Torch;

/// <summary>Runs of networks of the user's own, here and where the code is not.</summary>
[Collection(nameof(InstalledTorch))]
public sealed class OwnNetworkRunTests : IDisposable
{
    private const string Name = "pooling";

    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public OwnNetworkRunTests() => workspace = new(new(folder.File("data")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Attention_over_mel_frames_learns_and_its_run_is_told_judged_and_asked_as_any_other()
    {
        InstalledTorch.OrSkip();
        var run = Train();
        Assert.True(run.Summary.Validation.RocAucMacro > 0.9, $"{run.Summary.Validation.RocAucMacro}"); // guessing: 0.5
        Assert.Equal([$"Own network {Name}: (input, labels) => new AttentionPooling(input[1], labels)"], run.OwnCode);
        Assert.Contains("AttentionPooling", File.ReadAllText(Path.Combine(run.Folder, RunFiles.Card)), StringComparison.Ordinal);
        Assert.Contains($"own network {Name}", new RunReport(run).ToHtml(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("torch", "cpu"), (run.Environment.Engine, run.Environment.Device));
        Assert.Equal(Name, SpecParameters.ModelOf(run.Spec));
        Assert.Equal(run.Summary.Parameters, run.Model.Plan.ParameterCount);
        Assert.Equal(run.Id, Assert.Single(Sweep.Find([run.Spec], workspace.Runs))!.Id);

        var song = Path.Combine(folder.File("songs"), "low", "03.wav");
        Assert.Equal("low", run.Model.Predict(song, TestWork.Of()).Labels[0].Label);
        Assert.All(RunRecommender.Open(workspace, run, TestWork.Of()).Recommend("low/03.wav"),
            near => Assert.Equal(["low"], near.Track.Labels));
        Assert.Equal(1, RunJudge.Judge(workspace, run, work: TestWork.Of()).Summary.TestOpenings);
        Assert.Equal(run.Summary.Parameters, DryRun.Of(workspace, run.Spec, new ManagedEngine(), TestWork.Of()).Parameters);
        Assert.Equal($"The network {Name} of run {run.Id} is code, which has no form in ONNX, so there is nothing to export. Its weights "
            + $"are {Path.Combine(run.Folder, TrainedModel.WeightsName)}, by the names of its state_dict.",
            Assert.Throws<WorkbenchException>(() => RunExport.Write(workspace, run, folder.File("export"), work: TestWork.Of())).Message);
    }

    [Fact]
    public void Where_the_code_is_not_the_run_is_told_of_and_what_listens_names_the_line_that_defines_it()
    {
        InstalledTorch.OrSkip();
        var made = Train();
        var expected = RunRecommender.Open(workspace, made, TestWork.Of()).Recommend("low/03.wav").Select(near => near.Track.Id);
        var run = Elsewhere(made, "20200101-000000-000-songs-abcdef");
        Assert.Equal(2, workspace.Runs.Index().Runs.Length);
        Assert.Contains("elsewhere", new RunReport(run).ToHtml(), StringComparison.Ordinal);
        Assert.Contains("model.own.text", new RunComparison((made.Id, new RunReport(made)), (run.Id, new RunReport(run))).ToText(200),
            StringComparison.Ordinal);
        Assert.Equal((made.Model.Plan.ParameterCount, 32), (run.Model.Plan.ParameterCount, run.Model.Plan.EmbeddingSize));
        Assert.Equal(expected, RunRecommender.OpenKept(run)!.Recommend("low/03.wav").Select(near => near.Track.Id));

        var refusal = $"The network {Name} is code of a notebook or program, which this one does not have. Define it first, in the same "
            + $"process:\nTorchModel.From(\"{Name}\", (input, labels) => elsewhere)";
        var song = Path.Combine(folder.File("songs"), "low", "03.wav");
        foreach (var needsCode in new Func<object>[]
        {
            () => run.Model.Predict(song, TestWork.Of()),
            () => RunJudge.Judge(workspace, run, work: TestWork.Of()),
            () => new ExperimentRunner(workspace, new ManagedEngine()).Execute(run.Spec, TestWork.Of()),
            () => DryRun.Of(workspace, run.Spec, new ManagedEngine(), TestWork.Of()),
        })
            Assert.Equal(refusal, Assert.Throws<OwnCodeException>(needsCode).Message);
    }

    [Fact]
    public void That_songs_are_recommended_by_logits_and_that_the_text_of_a_class_is_not_kept_is_told()
    {
        InstalledTorch.OrSkip();
        var run = SavedRuns.Train(workspace, folder.File("songs"), spec => spec.WithModel(
            TorchModel.From("bare", (input, labels) => new BareLayer(input[0], labels))));
        Assert.Contains("The network bare has no Linear layer that gives the labels; songs are recommended by its logits.",
            run.Summary.Notes);
        Assert.Contains("The network bare is made of the class BareLayer, whose text the run does not keep. Where you change it, name a "
            + "version, or runs of both count as repeats of one experiment: TorchModel.From(\"bare\", ..., version: \"2\").",
            run.Summary.Notes);
        Assert.Equal(3, RunRecommender.Open(workspace, run, TestWork.Of()).Recommend("low/03.wav").Count);
    }

    private Run Train() => SavedRuns.Train(workspace, folder.File("songs"), spec => spec
        .WithModel(TorchModel.From(Name, (input, labels) => new AttentionPooling(input[1], labels)) with { SegmentFrames = 20 })
        .With("training.epochs", "30"));

    /// <summary>The same run as of another program, whose code was another.</summary>
    private static Run Elsewhere(Run run, string id)
    {
        static ModelSpec Renamed(ModelSpec model) => model with { Own = model.Own! with { Text = "(input, labels) => elsewhere" } };
        var copy = SavedRuns.Copy(run, id, spec => spec with { Model = Renamed(spec.Model) });
        var path = Path.Combine(copy.Folder, TrainedModel.DescriptionName);
        var description = JsonNode.Parse(File.ReadAllText(path))!;
        description["model"] = JsonNode.Parse(SpecJson.Write(copy.Spec.Model));
        File.WriteAllText(path, description.ToJsonString());
        return Run.Load(copy.Folder);
    }
}
