using System.Text.Json.Nodes;
using Workbench.Augmentation;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Experiments;

/// <summary>A run with code of its maker's own, here and where the code is not.</summary>
public sealed class OwnPartsTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "(clip, rng) => clip", "(epoch, epochs) => 1 - epoch / epochs", "(epoch, best) => epoch.Epoch < 2", "(songs, decisions) => 1",
    ];

    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public OwnPartsTests() => workspace = new(new(folder.File("data")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void All_that_is_told_of_a_run_tells_its_own_code_with_the_source()
    {
        var run = SavedRuns.Train(workspace, folder.File("songs"), WithOwnParts);
        string[] lines =
        [
            $"Own transform same: {Texts[0]}", $"Own schedule down: {Texts[1]}", $"Own callback two: {Texts[2]}",
            $"Own measure always: {Texts[3]}",
        ];
        Assert.Equal(lines, run.OwnCode);
        var (card, page) = (File.ReadAllText(Path.Combine(run.Folder, RunFiles.Card)), new RunReport(run).ToHtml());
        foreach (var (title, text) in lines.Select(line => line.Split(": ")[0]).Zip(Texts))
        {
            Assert.Contains($"{title}:\n\n    {text}", card, StringComparison.Ordinal);
            Assert.Contains($"<p>{title}</p><pre>{System.Net.WebUtility.HtmlEncode(text)}</pre>", page, StringComparison.Ordinal);
            Assert.Contains(System.Net.WebUtility.HtmlEncode($": {text}"), ((ICard)run).Card.ToHtml(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Where_the_code_is_not_the_run_is_told_of_and_asked_and_only_what_needs_the_code_fails()
    {
        var made = SavedRuns.Train(workspace, folder.File("songs"), WithOwnParts);
        var run = Elsewhere(made, "20200101-000000-000-songs-abcdef");
        Assert.Equal(4, run.OwnCode.Length);
        Assert.Contains("always", new RunReport(run).ToHtml(), StringComparison.Ordinal);
        Assert.Equal([1.0, 1.0], workspace.Runs.Readable().Select(each => each.Summary.Validation[each.Spec.OwnMeasures[0]]));
        Assert.Equal(2, workspace.Runs.Index().Runs.Length);
        Assert.Equal(made.Model.Predict(RunSplit.Of(workspace, made, TestWork.Of()).Split.Validation.Songs, TestWork.Of()).Row(0).ToArray(),
            run.Model.Predict(RunSplit.Of(workspace, run, TestWork.Of()).Split.Validation.Songs, TestWork.Of()).Row(0).ToArray());
        RunExport.Write(workspace, run, folder.File("export"), work: TestWork.Of());
        Assert.Contains("always", File.ReadAllText(Path.Combine(folder.File("export"), TrainedModel.DescriptionName)),
            StringComparison.Ordinal);

        string Refusal(Func<object> body) => Assert.Throws<OwnCodeException>(body).Message;
        const string Remedy = "is code of a notebook or program, which this one does not have. Define it first, in the same process:\n";
        Assert.Equal($"The measure always {Remedy}Measure.Of(\"always\", name, meaning, betterWhen, (songs, decisions) => elsewhere)",
            Refusal(() => RunJudge.Judge(workspace, run, work: TestWork.Of())));
        Assert.Equal($"The transform same {Remedy}AudioTransform.Of(\"same\", (clip, rng) => elsewhere)",
            Refusal(() => new ExperimentRunner(workspace, new ManagedEngine()).Execute(run.Spec, TestWork.Of())));
        Assert.StartsWith("The transform same is code", Refusal(() => DryRun.Of(workspace, run.Spec, new ManagedEngine(), TestWork.Of())),
            StringComparison.Ordinal);
        var plainer = run.Spec with
        {
            Dataset = "nowhere",
            Augmentation = null,
            Training = run.Spec.Training with { Schedule = new ConstantSchedule() },
        };
        Assert.Equal($"The callback two {Remedy}EpochCallback.Of(\"two\", (epoch, best) => elsewhere)",
            Refusal(() => new ExperimentRunner(workspace, new ManagedEngine()).Execute(plainer, TestWork.Of())));
    }

    private static ExperimentSpec WithOwnParts(ExperimentSpec spec) => spec with
    {
        Augmentation = new() { Transforms = [AudioTransform.Of("same", (clip, rng) => clip)], TargetSongs = 8 },
        Training = spec.Training with
        {
            Schedule = Schedule.Of("down", (epoch, epochs) => 1 - epoch / epochs),
            OnEpoch = EpochCallback.Of("two", (epoch, best) => epoch.Epoch < 2),
        },
        Evaluation = new EvaluationSpec().With(Measure.Of("always", "always one", "one whatever was said", BetterWhen.Higher,
            (songs, decisions) => 1)),
    };

    /// <summary>The same run as of another program, whose code was another.</summary>
    private static Run Elsewhere(Run run, string id)
    {
        var copy = SavedRuns.Copy(run, id);
        foreach (var file in new[] { RunFiles.Experiment, RunFiles.Scores })
        {
            var (path, node) = (Path.Combine(copy.Folder, file), JsonNode.Parse(File.ReadAllText(Path.Combine(copy.Folder, file)))!);
            Rewrite(node);
            File.WriteAllText(path, node.ToJsonString());
        }
        return Run.Load(copy.Folder);
    }

    private static void Rewrite(JsonNode? node)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                Rewrite(item);
        if (node is not JsonObject members)
            return;
        foreach (var (name, value) in members.ToArray())
            if (name == "text")
                members[name] = value!.GetValue<string>().Split("=>")[0] + "=> elsewhere";
            else
                Rewrite(value);
    }
}
