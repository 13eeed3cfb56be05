using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

/// <summary>Where a handful of artists is evaluated, nothing claims to be sure.</summary>
public sealed class TooFewArtistsTests : IDisposable
{
    private const string Sentence = "Too few artists to say how good the model is: the test part has";
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void There_are_no_intervals_and_no_verdict_and_the_report_the_card_the_export_and_the_comparison_say_why()
    {
        var workspace = new Workspace(new DataFolder(folder.File("data")));
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.MakeOfSeveralGenres(folder.File("songs")),
            Training = TrainingSpec.Default with { Epochs = 2 },
        };
        Run Train(int batchSize) => RunJudge.Judge(workspace, new ExperimentRunner(workspace, new ManagedEngine())
            .Execute(spec with { Training = spec.Training with { BatchSize = batchSize } }));
        var (run, other) = (Train(8), Train(16));

        var summary = run.Summary;
        Assert.Equal((null, null, null, summary.TestTracks), // each song is by an artist of its own
            (summary.TestIntervals, summary.ValidationIntervals, summary.TunedF1Macro, summary.TestArtists));
        Assert.InRange(summary.TestTracks, 1, EnoughArtists.OfPart - 1);
        var told = new[]
        {
            new RunReport(run).ToHtml(), new RunReport(run).ToString(), File.ReadAllText(Path.Combine(run.Folder, "card.md")),
            string.Join('\n', RunExport.Write(workspace, run, folder.File("model")).Training.Notes),
        };
        Assert.All(told, text => Assert.Contains($"{Sentence} {summary.TestTracks} of at least 8.", text, StringComparison.Ordinal));
        Assert.All(ScoreLine.Of(summary), line => Assert.EndsWith(" [too few]", line.Value, StringComparison.Ordinal));
        Assert.Contains(ScoreLine.Of(summary), line => line.Name == "F1 at own thresholds, macro");

        var comparison = new RunComparison([run, other]);
        Assert.StartsWith("Too few artists to say whether ", Assert.Single(comparison.Verdicts), StringComparison.Ordinal);
        Assert.Contains("too few artists to say", comparison.Differences().ToString(), StringComparison.Ordinal);
        Assert.Contains("Too few artists to say how good the model is: the validation part has", comparison.Ranking().ToString(),
            StringComparison.Ordinal);
    }
}
