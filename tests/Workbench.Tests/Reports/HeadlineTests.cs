using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Notebook;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Reports;

public sealed class HeadlineTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Theory]
    [InlineData(ClassificationTask.SingleLabel)]
    [InlineData(ClassificationTask.MultiLabel)]
    public void Every_headline_score_stands_in_the_report_the_card_the_comparison_and_the_tables_for_SQL(ClassificationTask task)
    {
        var songs = folder.File("songs");
        var lab = Lab.On(task == ClassificationTask.SingleLabel ? TinyCorpus.Make(songs) : TinyCorpus.MakeOfSeveralGenres(songs),
                folder.File("data"))
            .With(TrainingSpec.Default with { Epochs = 1 });
        var (report, other) = (lab.Train().Judge(), lab.With(TrainingSpec.Default with { Epochs = 2 }).Train().Run);
        var (run, summary) = (report.Run, report.Run.Summary);

        var (page, card) = (report.Scores().ToString(), File.ReadAllText(Path.Combine(run.Folder, RunFiles.Card)));
        var differences = new RunComparison((IReadOnlyList<Run>)[run, other]).Differences().ToString();
        Assert.Equal(task, summary.Task);
        var headlines = Measures.HeadlinesOf(task);
        Assert.Equal(headlines.Select(measure => measure.Name),
            ScoreLine.Of(summary).Select(line => line.Name).Where(name => name != "F1 at own thresholds, macro"));
        Assert.All(headlines, measure =>
        {
            var line = ScoreLine.Of(summary).Single(line => line.Name == measure.Name);
            Assert.Equal(measure.BetterWhen == BetterWhen.Lower, line.Meaning.EndsWith("; lower is better", StringComparison.Ordinal));
            Assert.Equal(ScoreLine.Text(summary.TestIntervals?[measure], summary.Test![measure]), line.Value);
            Assert.Contains(line.Name, page, StringComparison.Ordinal);
            Assert.Contains($"| {line.Name} | {line.Value} | {line.Guessing} |", card, StringComparison.Ordinal);
            if (summary.Validation[measure] is not null)
                Assert.Contains(measure.Name, differences, StringComparison.Ordinal);
        });
        Assert.All(LabelLine.Of(summary), label =>
            Assert.Contains($"| {label.Label} | {label.Songs} | {string.Join(" | ", label.Scores)} | {label.Prevalence} |", card,
                StringComparison.Ordinal));
        Assert.Contains($"| {string.Join(" | ", Measures.HeadlinesOfLabels(task).Select(measure => measure.Name))} | guessing |", card,
            StringComparison.Ordinal);

        object?[] Ask(string part, string table, IEnumerable<string> columns, string where) =>
            [.. lab.Sql($"select {string.Join(", ", columns.Select(column => part + column))} from {table} where run = @run{where}",
                new Dictionary<string, object?> { ["run"] = run.Id }).Rows[0]];
        foreach (var (part, scores) in new[] { ("validation_", summary.Validation), ("test_", summary.Test!) })
            Assert.Equal(Measures.Headlines.Select(measure => (object?)scores[measure]),
                Ask(part, "runs", Measures.Headlines.Select(measure => measure.Column), ""));
        Assert.Equal(Measures.OfLabels.Select(measure => (object?)summary.Validation.PerLabel[0][measure]),
            Ask("", "run_genres", Measures.OfLabels.Select(measure => measure.Column),
                $" and part = 'validation' and genre = '{summary.Validation.PerLabel[0].Label}'"));
    }
}
