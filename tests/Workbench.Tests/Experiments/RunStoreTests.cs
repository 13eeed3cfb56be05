using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

public sealed class RunStoreTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;
    private readonly RunStore store;

    public RunStoreTests()
    {
        workspace = new(new(folder.File("data")));
        store = workspace.Runs;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_test_part_that_is_opened_again_for_the_same_run_counts_once()
    {
        Assert.Equal(1, workspace.Runs.RecordOpening("split", "run"));
        Assert.Equal(1, workspace.Runs.RecordOpening("split", "run"));
        Assert.Equal(2, workspace.Runs.RecordOpening("split", "other"));
    }

    [Fact]
    public void Without_a_run_the_error_says_how_to_get_one()
    {
        Assert.Empty(store.Ids);
        Assert.Contains("no run yet. Train one: ", Assert.Throws<WorkbenchException>(() => store.Open()).Message, StringComparison.Ordinal);
        Assert.Equal("some: no such run; there is none.", Assert.Throws<WorkbenchException>(() => store.Open("some")).Message);
    }

    [Fact]
    public void A_run_is_found_by_name_by_folder_and_as_the_latest()
    {
        var first = Train();
        var second = Train();
        Directory.CreateDirectory(Path.Combine(workspace.Data.RunsPath, "zzz my notes"));
        Assert.Equal([first.Id, second.Id], store.Ids);
        Assert.Equal(second.Id, store.Open().Id);
        Assert.Equal(first.Id, store.Open(first.Id).Id);
        Assert.Equal(first.Id, store.Open(first.Folder).Id);
        Assert.Contains($"other: no such run; there are {second.Id}, {first.Id}.",
            Assert.Throws<WorkbenchException>(() => store.Open("other")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_run_does_not_hide_the_others()
    {
        var (first, second) = (Train(), Train());
        File.WriteAllText(Path.Combine(first.Folder, "scores.json"), "{}");
        var problems = new List<string>();
        Assert.Equal([second.Id], store.Readable(problems.Add).Select(run => run.Id));
        Assert.StartsWith($"{first.Folder}: no finished run", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void That_no_run_can_be_kept_is_said_before_anything_is_trained()
    {
        File.WriteAllText(folder.File("data", "runs"), "in the way");
        var error = Assert.Throws<WorkbenchException>(() =>
            new ExperimentRunner(workspace, new ManagedEngine()).Execute(new() { Dataset = folder.File("nowhere") }, TestWork.Of()));
        Assert.StartsWith($"{workspace.Data.RunsPath}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Make the folder writable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_writing_fails_leaves_nothing()
    {
        Assert.Throws<IOException>(() => store.Add("broken", unfinished =>
        {
            File.WriteAllText(Path.Combine(unfinished, "scores.json"), "{");
            throw new IOException("No space left on device");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(workspace.Data.RunsPath));
    }

    [Fact]
    public void What_a_killed_process_was_writing_is_no_run()
    {
        File.WriteAllText(folder.File("data", "runs", ".unfinished-20260101", "scores.json"), "{}");
        Assert.Empty(store.Ids);
    }

    [Theory]
    [InlineData("scores.json")]
    [InlineData("experiment.json")]
    public void A_damaged_run_is_named_with_the_remedy(string file)
    {
        var run = Train();
        File.WriteAllText(Path.Combine(run.Folder, file), "{");
        var error = Assert.Throws<WorkbenchException>(() => store.Open());
        Assert.StartsWith($"{run.Folder}: no finished run (", error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_named()
    {
        var run = Train();
        File.WriteAllText(Path.Combine(run.Folder, "model.json"), "{}");
        var error = Assert.Throws<WorkbenchException>(() => store.Open().Model);
        Assert.StartsWith($"The model in {run.Folder} cannot be read: model.json: ", error.Message, StringComparison.Ordinal);
    }

    private Run Train() => new ExperimentRunner(workspace, new ManagedEngine()).Execute(
        new() { Dataset = TinyCorpus.Make(folder.File("songs")), Training = TrainingSpec.Default with { Epochs = 2 } },
        TestWork.Of());
}
