using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Experiments;

public sealed class LeftoversTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public LeftoversTests() => workspace = new(new DataFolder(folder.File("data")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void An_empty_data_folder_has_nothing_to_free_and_stays_empty()
    {
        Assert.Empty(new Leftovers(workspace).List());
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public void Features_are_told_by_name_and_day_and_give_their_room_back()
    {
        var songs = workspace.Open(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 40));
        FeatureSpec two = new() { Features = [new Mfcc(), new Tonnetz()] };
        workspace.Extract(songs, two, TestWork.Of());
        workspace.Extract(songs, FeatureSpec.LogMel(), TestWork.Of());
        var leftovers = new Leftovers(workspace);
        var items = leftovers.List();
        Assert.Equal(["logmel, 120 songs", "mfcc, 120 songs", "tonnetz, 120 songs"], items.Select(item => item.What));
        Assert.Equal(120L * 20 * 7 * sizeof(float), items[1].Bytes);
        Assert.All(items, item => Assert.Equal($"{DateTime.UtcNow:yyyy-MM-dd}", item.LastUsed));
        var before = DatabaseBytes();
        Assert.Empty(leftovers.Free(items));
        Assert.InRange(DatabaseBytes(), 0, before - items[1].Bytes / 2);
        Assert.Empty(Directory.GetFiles(folder.File("data", "cache", "frames")));
        Assert.Empty(leftovers.List());
        Assert.Equal(120, workspace.Extract(songs, FeatureSpec.LogMel(), TestWork.Of()).Tracks.Length); // made anew
    }

    [Fact]
    public void What_an_extraction_works_with_stays()
    {
        workspace.Extract(workspace.Open(TinyCorpus.Make(folder.File("songs"))), new() { Features = [new Rms()] }, TestWork.Of());
        var leftovers = new Leftovers(workspace);
        using (FolderLock.Share(folder.File("data", "cache"), TestWork.Of()))
            Assert.Single(leftovers.Free(leftovers.List()));
        Assert.Single(leftovers.List());
        Assert.Empty(leftovers.Free(leftovers.List()));
    }

    [Fact]
    public void What_a_training_under_way_goes_on_from_stays()
    {
        Directory.CreateDirectory(workspace.Data.CheckpointsPath);
        File.WriteAllText(Path.Combine(workspace.Data.CheckpointsPath, "0123456789abcdef"), "state");
        var leftovers = new Leftovers(workspace);
        var item = Assert.Single(leftovers.List());
        Assert.Equal((LeftoverKind.Checkpoints, "unfinished training 01234567", 5L), (item.Kind, item.What, item.Bytes));
        using (workspace.Trainings.Begin(new ExperimentSpec { Dataset = "demo" }.Resolve()))
            Assert.Equal(item, Assert.Single(leftovers.Free([item])));
        Assert.Empty(leftovers.Free([item]));
        Assert.Empty(leftovers.List());
    }

    /// <summary>With what is written ahead and has not found its way into the database's file.</summary>
    private long DatabaseBytes() => new[] { "", "-wal" }.Select(end => new FileInfo(workspace.Data.DatabasePath + end))
        .Where(file => file.Exists).Sum(file => file.Length);
}
