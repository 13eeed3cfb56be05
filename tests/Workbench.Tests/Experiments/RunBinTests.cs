using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Experiments;

public sealed class RunBinTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly RunStore store;
    private readonly Run run;

    public RunBinTests()
    {
        var workspace = new Workspace(new(folder.File("data")));
        store = workspace.Runs;
        run = RunJudge.Judge(workspace, SavedRuns.Train(workspace, folder.File("songs")), work: TestWork.Of());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_deleted_run_comes_back_as_it_was_until_the_bin_is_emptied()
    {
        store.Describe(run, run.About with { Name = "wide" });
        var (files, bytes) = (Directory.GetFiles(run.Folder).Length, run.Bytes);
        Assert.Equal(new(run.Id, "wide", bytes), store.Bin.Delete("wide"));
        Assert.Equal((0, new(run.Id, "wide", bytes)), (store.Index().Runs.Length, Assert.Single(store.Bin.Runs)));
        Assert.Contains($"In it lie {run.Id}.", Refused(() => store.Bin.Restore("narrow")), StringComparison.Ordinal);
        store.Bin.Restore(run.Id[..10]);
        Assert.Equal((files, "wide"), (Directory.GetFiles(run.Folder).Length, Assert.Single(store.Index().Runs).Name));
        Assert.Equal("wide: no such run in the bin. It is empty.", Refused(() => store.Bin.Restore("wide")));

        store.Bin.Delete(run.Id);
        Assert.Equal(run.Id, Assert.Single(store.Bin.Empty()).Id);
        Assert.Empty(store.Bin.Runs);
        Assert.Equal(2, store.RecordOpening(run.Summary.SplitHash, "another")); // what was seen stays seen
    }

    [Fact]
    public void A_damaged_run_can_be_deleted_and_what_is_no_run_cannot()
    {
        File.WriteAllText(Path.Combine(run.Folder, "scores.json"), "{");
        File.WriteAllText(Path.Combine(run.Folder, "about.json"), "{");
        Assert.Equal(run.Id, store.Bin.Delete(run.Id).Id);
        Assert.Null(Assert.Single(store.Bin.Runs).Name);
        foreach (var own in new[] { folder.File("music"), folder.File("data", "runs", "my notes") })
        {
            Directory.CreateDirectory(own);
            Assert.Equal($"{own}: no run of {folder.File("data", "runs")}; nothing else is deleted here.",
                Refused(() => store.Bin.Delete(own)));
            Assert.True(Directory.Exists(own));
        }
    }

    private static string Refused(Func<object> act) => Assert.ThrowsAny<WorkbenchException>(act).Message;
}
