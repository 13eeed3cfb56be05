using Workbench.Cli;
using Workbench.Experiments;
using Workbench.Kernel.Running;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Kernel.Languages;

/// <summary><c>#!sql</c> over the database of a workbench that has trained a run.</summary>
[Collection(ProcessWide.Name)]
public sealed class SqlTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Run run;
    private readonly LanguageSession session;

    public SqlTests()
    {
        var workspace = new Workspace(new(folder.File("data")));
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 6),
            Training = TrainingSpec.Default with { Epochs = 1 },
        };
        run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
        session = new(new() { Database = new NotebookDatabase(workspace.Data) });
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_songs_are_those_of_the_latest_run()
    {
        var value = session.Value("#!sql\nselect genre, count(*) as songs\nfrom songs join song_genres using (song)\ngroup by genre")!;
        Assert.Equal("3 rows\n\ngenre  songs\n-----  -----\nhigh       6\nlow        6\nrock       6", (string?)value["text/plain"]);
        Assert.Contains("<td style=\"text-align:left;padding:2px 8px;white-space:nowrap\">high</td>",
            (string?)value["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_collection_is_named()
    {
        var other = TinyCorpus.Make(folder.File("other"), songsPerGenre: 1);
        session.Value($"var dataset = \"{other.Replace('\\', '/')}\";");
        Assert.Equal("1 row\n\nsongs  dataset\n-----  -------\n    3  other",
            session.Text("#!sql --dataset @csharp:dataset\nselect count(*) as songs, dataset from songs"));
    }

    [Fact]
    public void A_named_answer_is_shared_and_a_shared_value_is_a_parameter()
    {
        session.Value("var genre = \"rock\";");
        session.Value(
            "#!sql --name answer\n#!share --from csharp genre\nselect song, 2.5 as x from song_genres where genre = @genre order by song");
        Assert.Equal("rock/00.wav, 2.5, 6",
            session.Text("#!share --from sql answer\n$\"{answer.Rows[0][\"song\"]}, {(double)answer.Rows[0][1]}, {answer.Rows.Count}\""));
    }

    [Fact]
    public void A_wrong_question_is_shown_with_its_place_in_the_cell()
    {
        var error = session.Error("var x = 1;\n#!sql\nselect *\nfrom runs wher run = 'é'");
        Assert.Equal(("SqlError", 4, "near \"run\": syntax error"), (error.Name, error.Line, error.Message));
        Assert.Equal(["(4,16): error near \"run\": syntax error", "    from runs wher run = 'é'", "                   ^"],
            [error.Traceback[0], error.Traceback[1], error.Traceback[2]]);
        Assert.Equal("#!sql has no option --server; there are --name, --dataset.", session.Error("#!sql --server x\nselect 1").Message);
    }

    [Fact]
    public void The_headless_runner_asks_the_same_database()
    {
        var notebook = NotebookBuilder.Of("#!sql\nselect run, validation_auc from runs");
        Assert.True(NotebookRunner.Run(notebook,
            new() { Host = new() { Database = new NotebookDatabase(new(folder.File("data"))) } }).Succeeded);
        Assert.Contains(run.Id, notebook.Cells[0].Data("text/plain"), StringComparison.Ordinal);
    }
}
