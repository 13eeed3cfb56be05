using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Experiments;

public sealed class RunIndexTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public RunIndexTests() => workspace = new(new(folder.File("data")));

    private RunStore Store => workspace.Runs;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void An_entry_says_what_the_run_says_and_what_was_changed()
    {
        Assert.Empty(Store.Index().Runs);
        var run = Train(spec => spec.With("training.optimizer.learningRate", "0.01") with { Seed = 3 });
        Assert.Null(Assert.Single(Store.Index().Runs).Test);
        run = RunJudge.Judge(workspace, run, work: TestWork.Of());
        var entry = Assert.Single(Store.Index().Runs);
        Assert.Equal((run.Id, run.Id, null, "", "mlp", 3, false),
            (entry.Id, entry.Title, entry.Name, entry.Note, entry.Model, entry.Seed, entry.Stopped));
        Assert.Equal([new("training.epochs", "2"), new("training.optimizer.learningRate", "0.01")],
            entry.Changed.OrderBy(parameter => parameter.Name, StringComparer.Ordinal));
        Assert.Equal((run.Summary.Validation.AccuracyTop1, run.Summary.ValidationIntervals?.AccuracyTop1, run.Summary.Test?.AccuracyTop1),
            (entry.Validation, entry.ValidationInterval, entry.Test));
        Assert.Equal(Directory.GetFiles(run.Folder).Sum(file => new FileInfo(file).Length), entry.Bytes);
        Assert.Equal(SpecJson.Write(entry), SpecJson.Write(Assert.Single(Store.Index().Runs))); // from the database
    }

    [Fact]
    public void Runs_that_differ_in_seed_and_fold_alone_are_of_one_experiment()
    {
        var centre = new ExperimentSpec { Dataset = "demo", Split = Workbench.Datasets.SplitSpec.Folds(4, 0) };
        string Identity(ExperimentSpec spec) => SpecJson.Hash(spec.Unrepeated());
        Assert.Equal(Identity(centre), Identity(centre.WithSeed(4) with { Split = centre.Split with { Fold = 2, Seed = 9 } }));
        Assert.NotEqual(Identity(centre), Identity(centre with { Refit = true }));
    }

    [Fact]
    public void The_index_follows_the_folders_whoever_changes_them()
    {
        var (first, second) = (Train(), Train(spec => spec.WithSeed(1)));
        Assert.Equal([first.Id, second.Id], Store.Index().Runs.Select(entry => entry.Id));
        Store.Describe(first, first.About with { Name = "wide", Note = "as in the paper", Tags = ["baseline"] });
        var entry = Store.Index().Runs[0];
        Assert.Equal(("wide", "wide", "as in the paper", "baseline"), (entry.Name, entry.Title, entry.Note, Assert.Single(entry.Tags)));

        File.WriteAllText(Path.Combine(second.Folder, "scores.json"), "{");
        var damaged = Assert.Single(Store.Index().Damaged);
        Assert.Equal((second.Id, first.Id), (damaged.Id, Assert.Single(Store.Index().Runs).Id));
        Assert.Contains("scores.json", damaged.Problem, StringComparison.Ordinal);
        File.Delete(Path.Combine(second.Folder, "scores.json"));
        Assert.Contains("no finished run", Assert.Single(Store.Index().Damaged).Problem, StringComparison.Ordinal);

        Directory.Delete(second.Folder, recursive: true);
        Assert.Empty(Store.Index().Damaged);
        File.Delete(workspace.Data.DatabasePath);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Equal("wide", Assert.Single(Store.Index().Runs).Name); // the database is no source
    }

    [Fact]
    public void What_another_build_remembered_is_not_read()
    {
        var run = Train();
        Store.Index();
        using (var connection = new Database(workspace.Data.DatabasePath).Open(""))
        {
            using var command = connection.CreateCommand();
            command.CommandText = """UPDATE run_index SET stamp = 'another build', entry = '{"of": "tomorrow"}'""";
            Assert.Equal(1, command.ExecuteNonQuery());
        }
        Assert.Equal(run.Id, Assert.Single(Store.Index().Runs).Id);
    }

    [Fact]
    public void Where_the_database_may_not_be_written_the_runs_are_read_all_the_same()
    {
        var run = Train();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.SetAttributes(workspace.Data.DatabasePath, FileAttributes.ReadOnly);
        try
        {
            Assert.Equal(run.Id, Assert.Single(Store.Index().Runs).Id);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.SetAttributes(workspace.Data.DatabasePath, FileAttributes.Normal);
        }
    }

    private Run Train(Func<ExperimentSpec, ExperimentSpec>? vary = null) => SavedRuns.Train(workspace, folder.File("songs"), vary);
}
