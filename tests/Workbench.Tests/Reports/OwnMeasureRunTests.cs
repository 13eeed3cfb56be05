using System.Text.Json.Nodes;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Reports;

/// <summary>A measure of one's own from the experiment to all that tells of its run.</summary>
public sealed class OwnMeasureRunTests : IDisposable
{
    private const string Elsewhere = "(songs, decisions) => elsewhere";

    private static readonly Measure Silent = Measure.Of("silentShare", "songs without a genre", "share of songs of which nothing was said",
        BetterWhen.Lower, (songs, decisions) =>
            Enumerable.Range(0, decisions.RowCount).Average(row => decisions.Row(row).Contains(true) ? 0.0 : 1));

    private readonly TempFolder folder = new();
    private readonly Lab lab;

    public OwnMeasureRunTests() => lab = Lab.On(TinyCorpus.MakeOfSeveralGenres(folder.File("songs")), folder.File("data"))
        .With(TrainingSpec.Default with { Epochs = 1 }).With(Silent);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void It_stands_wherever_the_headlines_do_and_tells_no_experiment_from_another()
    {
        var report = lab.Train();
        Assert.Equal(SpecJson.Hash(lab.Spec with { Evaluation = null }), SpecJson.Hash(lab.Spec));
        var judged = report.Judge();
        var summary = Run.Load(judged.Run.Folder).Summary;
        Assert.Equal(lab.Spec.Evaluation, judged.Spec.Evaluation);
        foreach (var (scores, said) in new[]
            { (summary.Validation, (Predictions)judged.Run.ValidationPredictions), (summary.Test!, judged.Run.TestPredictions) })
            Assert.Equal(
                Enumerable.Range(0, said.TrackIds.Length).Average(row => said.Scores.Row(row).ToArray().Any(s => s >= 0.5) ? 0 : 1),
                scores[Silent]);
        Assert.NotNull(summary.TestGuessing![Silent]);

        var line = ScoreLine.Of(summary).Single(line => line.Name == Silent.Name);
        Assert.Equal((ScoreLine.Text(summary.TestIntervals?[Silent], summary.Test![Silent]), Silent.Meaning + "; lower is better"),
            (line.Value, line.Meaning));
        Assert.Contains(Silent.Name, judged.Scores().ToString(), StringComparison.Ordinal);
        var card = File.ReadAllText(Path.Combine(judged.Run.Folder, RunFiles.Card));
        Assert.Contains($"| {Silent.Name} | {line.Value} | {line.Guessing} |", card, StringComparison.Ordinal);
        Assert.Equal([summary.Validation[Silent], summary.Test[Silent]],
            lab.Sql("select validation_silentShare, test_silentShare from runs").Rows[0]);
        Assert.Equal(judged.Id, Assert.Single(Sweep.Find([lab.Spec], Store))!.Id);
        Assert.Null(Assert.Single(Sweep.Find([lab.Spec with { Evaluation = null }], Store))); // which was not evaluated so
        Assert.DoesNotContain(Store.Index().Runs[0].Changed, changed => changed.Name.StartsWith("evaluation", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_code_is_not_the_value_is_told_and_what_needs_it_says_so()
    {
        var run = Rewritten(lab.Train().Run, "20200101-000000-000-songs-abcdef", 0);
        var summary = run.Summary;
        Assert.Contains(ScoreLine.Of(summary), line => line.Name == Silent.Name && line.Value.Length > 0);
        Assert.StartsWith("The measure silentShare is code of a notebook or program, which this one does not have.",
            Assert.Throws<OwnCodeException>(() => RunJudge.Judge(new(new(folder.File("data"))), run, work: TestWork.Of())).Message,
            StringComparison.Ordinal);
        Assert.True(Run.Load(run.Folder).Summary.IsSealed); // it was not opened in vain

        var same = Rewritten(run, "20200101-000000-001-songs-abcdef", 1);
        Assert.Matches(@"songs without a genre \(lower is better\) +0\.000 +this program lacks its code",
            new RunComparison(("one", new RunReport(run)), ("same", new RunReport(same))).Differences().ToString());
    }

    [Fact]
    public void Measures_of_other_code_under_one_key_are_not_compared_as_one()
    {
        var run = lab.Train().Run;
        var other = Rewritten(run, "20200101-000000-000-songs-abcdef", 1);
        var comparison = new RunComparison(("one", new RunReport(run)), ("other", new RunReport(other)));
        Assert.Contains(Measures.RocAucMacro.Name, comparison.Differences().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Silent.Name, comparison.Differences().ToString(), StringComparison.Ordinal);
        Assert.Contains("Caution: silentShare is 2 measures here, of other code or another meaning; by it, only runs are compared that "
            + "have the same one.", comparison.Cautions);
        var answer = lab.Sql("select validation_silentShare_1, validation_silentShare_2 from runs order by run");
        Assert.Equal([(true, false), (false, true)], answer.Rows.Select(row => (row[0] is not null, row[1] is not null)));
    }

    [Fact]
    public void Runs_are_ranked_by_it_the_lower_one_first_where_lower_is_better()
    {
        var run = lab.Train().Run;
        var (many, few) = (Scored(run, "20200101-000000-000-songs-abcdef", 0.75), Scored(run, "20200101-000000-001-songs-abcdef", 0.25));
        var comparison = new RunComparison(("many", new RunReport(many)), ("few", new RunReport(few)));
        Assert.Equal([few.Id, many.Id], comparison.By("silentShare").Runs.Select(each => each.Id));
        Assert.Equal($"validation {Silent.Name} [95 %]", comparison.By("silentShare").Ranking().Columns[1]);
        Assert.Equal("Brier score", comparison.By("brier").Ranking().Columns[1].Split(" [")[0]["validation ".Length..]);
        Assert.Contains("no such measure; did you mean silentShare?",
            Assert.Throws<InvalidSpecException>(() => comparison.By("silentSchare")).Message, StringComparison.Ordinal);
        var without = SavedRuns.Copy(few, "20200101-000000-002-songs-abcdef",
            change: scores => scores["validation"]!.AsObject().Remove("own"));
        Assert.Equal($"Run {without.Id} has no silentShare, so it cannot be ranked by it; name the runs that have it.",
            Assert.Throws<WorkbenchException>(() =>
                new RunComparison(("few", new RunReport(few)), ("none", new RunReport(without))).By("silentShare")).Message);
    }

    [Theory]
    [InlineData(0.2, 0.1, 0.3, "b better than a by 0.200 [0.100, 0.300], 9 songs, 8 artists")]
    [InlineData(-0.2, -0.3, -0.1, "a better than b by 0.200 [0.100, 0.300], 9 songs, 8 artists")]
    [InlineData(-0.2, -0.5, 0.1, "No difference shown: a minus b is -0.200 [-0.500, 0.100], 9 songs, 8 artists")]
    public void What_is_lower_is_called_better_where_it_is(double difference, double low, double high, string verdict) =>
        Assert.Equal(verdict, new PairedDifference(new(difference, low, high), 9, 8).Verdict("a", "b", BetterWhen.Lower));

    private RunStore Store => new Workspace(new(folder.File("data"))).Runs;

    private static Run Scored(Run run, string id, double value) =>
        SavedRuns.Copy(run, id, change: scores => scores["validation"]!["own"]![0]!["value"] = value);

    /// <summary>The same run with another seed, as of a program with other code.</summary>
    private static Run Rewritten(Run run, string id, int seed)
    {
        var text = ((IOwnCode)run.Spec.OwnMeasures[0]).Text;
        var written = SpecJson.Write(text);
        return SavedRuns.Copy(run, id, spec => SpecJson.Read<ExperimentSpec>(
            SpecJson.Write(spec.WithSeed(seed)).Replace(written, SpecJson.Write(Elsewhere), StringComparison.Ordinal)), scores =>
            {
                foreach (var part in new[] { "validation", "validationGuessing", "validationIntervals" })
                    if (scores[part]?["own"]?[0]?["measure"] is JsonObject measure)
                        measure["text"] = Elsewhere;
            });
    }
}
