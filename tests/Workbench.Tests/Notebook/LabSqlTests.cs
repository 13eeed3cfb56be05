using Workbench.Evaluation;
using Workbench.Experiments.Sql;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

public sealed class LabSqlTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lab lab;

    public LabSqlTests() =>
        lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 6), folder.File("data"))
            .With(TrainingSpec.Default with { Epochs = 1 });

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Which_runs_know_a_genre_and_how_well_is_one_question()
    {
        var run = lab.Train().Judge().Run;
        var answer = lab.Sql("""
            select runs.run, part, run_genres.auc, runs.test_auc, experiment ->> '$.training.epochs', scores ->> '$.bestEpoch'
            from runs join run_genres using (run) where genre = @genre order by part
            """, new Dictionary<string, object?> { ["genre"] = "rock" });
        double? Auc(Scores scores) => scores.PerLabel.Single(label => label.Label == "rock").RocAuc;
        Assert.Equal(
            [[run.Id, "test", Auc(run.Summary.Test!), run.Summary.Test!.RocAucMacro, 1L, 1L],
                [run.Id, "validation", Auc(run.Summary.Validation), run.Summary.Test.RocAucMacro, 1L, 1L]],
            answer.Rows.Select(row => row.ToArray()));
    }

    [Fact]
    public void Features_are_a_row_a_song_under_their_names()
    {
        var answer = lab.Sql("select song, mfcc_mean_02 from features order by song");
        var column = lab.Spec.Features.ColumnNames.IndexOf("mfcc_mean_02");
        Assert.Equal(lab.Songs.Tracks.Select((track, i) => (track.Id, (double)lab.Features.Row(i)[column])),
            answer.Rows.Select(row => ((string)row[0]!, (double)row[1]!)));
        Assert.Equal(18L, lab.Sql("select count(distinct audio_hash) from feature_vector").Rows[0][0]); // the cache's own table
    }

    [Theory]
    [InlineData("insert into songs values (1)")]
    [InlineData("delete from feature_vector")]
    [InlineData("drop table songs")]
    [InlineData("attach 'other.db' as other")]
    [InlineData("pragma journal_mode = delete")]
    [InlineData("with x as (select 1) update songs set title = 'x'")]
    [InlineData("vacuum into 'copy.db'")]
    public void Nothing_can_be_written(string sql)
    {
        _ = lab.Features;
        var error = Assert.Throws<SqlException>(() => lab.Sql(sql + (sql.Contains("songs", StringComparison.Ordinal) ? "" : " -- songs")));
        Assert.Equal("only reading is allowed here (select, values, with, explain): the workbench alone writes its database",
            error.Message);
    }

    [Theory]
    [InlineData("select * from song", "line 1, column 15: no such table: song; did you mean songs?")]
    [InlineData("select titel\nfrom songs", "line 1, column 8: no such column: titel")]
    [InlineData("select 'ü',\n  1 frm songs", "line 2, column 9: near \"songs\": syntax error")]
    [InlineData("select 1;\n select 2", "line 2, column 2: one question at a time, and here a second begins")]
    [InlineData(" -- nothing", "There is no question here; ask one, for instance select * from runs")]
    [InlineData("select @genre",
        "the parameter @genre has no value; give it one: lab.Sql(sql, new Dictionary<string, object?> { [\"NAME\"] = value }), "
        + "in a cell #!set --name NAME --value VALUE")]
    public void A_wrong_question_says_where(string sql, string message) =>
        Assert.Equal(message, Assert.Throws<SqlException>(() => lab.Sql(sql)).Message);

    [Fact]
    public void A_question_without_end_is_stopped()
    {
        using var button = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() =>
            lab.Sql("with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n", token: button.Token));
    }

    [Fact]
    public void Long_answers_say_how_many_rows_there_are_and_where_they_were_cut()
    {
        const string numbers = "with recursive n(i) as (select 1 union all select i + 1 from n limit {0}) select i from n";
        QueryResult Ask(int count) => lab.Sql(string.Format(null, numbers, count));
        Assert.Equal((1, "1 row"), (Ask(1).Rows.Length, Ask(1).ToTable().Caption));
        Assert.Equal((2_000, 1_000, "the first 1,000 of 2,000 rows"),
            (Ask(2_000).Rows.Length, Ask(2_000).ToTable().RowCount, Ask(2_000).ToTable().Caption));
        Assert.Equal((100_000, "the first 1,000 of more than 100,000 rows"), (Ask(100_001).Rows.Length, Ask(100_001).ToTable().Caption));
        Assert.Equal("the first 1,000 of 100,000 rows", Ask(100_000).ToTable().Caption);
    }

    [Fact]
    public void Frames_are_no_row_a_song() =>
        Assert.Contains("every frame",
            Assert.Throws<WorkbenchException>(() => lab.With(ModelSpec.Cnn).Sql("select * from features")).Message,
            StringComparison.OrdinalIgnoreCase);
}
