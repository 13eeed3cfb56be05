using Workbench.Foundation;
using Workbench.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>What an index keeps.</summary>
public sealed class VectorIndexTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_committed_is_there_when_it_is_opened_again()
    {
        var songs = SongVectors.Draw(count: 2100, dimension: 10); // three extents
        using (var index = VectorIndex.OpenToWrite(folder.Path, 10))
            SongVectors.Put(index, songs);
        using (var index = VectorIndex.Open(folder.Path))
        {
            Assert.Equal(10, index.Dimension);
            Assert.Equal(songs.Keys, index.Ids);
            SongVectors.AssertHolds(songs, index);
            Assert.Null(index.Find("2100"));
        }
    }

    [Fact]
    public void What_is_not_committed_is_neither_found_nor_kept()
    {
        var songs = SongVectors.Draw(count: 3, dimension: 4);
        using (var index = VectorIndex.OpenToWrite(folder.Path, 4))
        {
            SongVectors.Put(index, songs);
            index.Put("more", songs["0"]);
            index.Put("1", songs["0"]);
            Assert.True(index.Remove("2"));
            SongVectors.AssertHolds(songs, index);
        }
        using var reader = VectorIndex.Open(folder.Path);
        SongVectors.AssertHolds(songs, reader);
    }

    [Fact]
    public void Songs_are_removed_and_given_other_vectors()
    {
        var songs = SongVectors.Draw(count: 6, dimension: 4);
        using var index = VectorIndex.OpenToWrite(folder.Path, 4);
        SongVectors.Put(index, songs);
        Assert.True(index.Remove("1"));
        Assert.False(index.Remove("1"));
        Assert.False(index.Remove("none"));
        songs.Remove("1");
        index.Put("2", songs["2"] = songs["3"]);
        index.Put("2", songs["2"] = songs["4"]);
        index.Put("new", songs["5"]);
        Assert.True(index.Remove("new"));
        Assert.True(index.Remove("0"));
        index.Put("0", songs["0"] = songs["5"]);
        index.Commit();
        SongVectors.AssertHolds(songs, index);
        index.Put("1", songs["1"] = songs["3"]);
        index.Commit();
        SongVectors.AssertHolds(songs, index);
        Assert.Equal(5, index.RemovedCount); // 1, 2 twice, new, 0
    }

    [Fact]
    public void Compacted_it_is_smaller_and_holds_the_same()
    {
        var songs = SongVectors.Draw(count: 3000, dimension: 6);
        using var index = VectorIndex.OpenToWrite(folder.Path, 6);
        SongVectors.Put(index, songs);
        using var reader = VectorIndex.Open(folder.Path);
        foreach (var id in songs.Keys.Where((_, i) => i % 5 != 0).ToList())
        {
            songs.Remove(id);
            index.Remove(id);
        }
        var before = Size();
        index.Compact(TestWork.Of());
        Assert.Equal(0, index.RemovedCount);
        Assert.InRange(Size(), 1, before / 2);
        SongVectors.AssertHolds(songs, index);
        Assert.Equal(3000, reader.Count); // as it was
        reader.Refresh();
        SongVectors.AssertHolds(songs, reader);
        SongVectors.Put(index, [new("new", songs["5"])]);
        reader.Refresh();
        Assert.Equal(songs["5"], reader.Find("new"));

        long Size() => Directory.EnumerateFiles(folder.Path).Sum(file => new FileInfo(file).Length);
    }

    [Fact]
    public void One_writes_and_others_read()
    {
        var songs = SongVectors.Draw(count: 4, dimension: 3);
        using (var index = VectorIndex.OpenToWrite(folder.Path, 3))
        {
            Assert.EndsWith("is being written already, and one can write at a time. Wait until the other one has ended, or open the index "
                + "to read it.", Assert.Throws<WorkbenchException>(() => VectorIndex.OpenToWrite(folder.Path, 3)).Message,
                StringComparison.Ordinal);
            using var reader = VectorIndex.Open(folder.Path);
            Assert.Equal(0, reader.Count);
            SongVectors.Put(index, songs);
            Assert.Equal(0, reader.Count);
            reader.Refresh();
            SongVectors.AssertHolds(songs, reader);
            foreach (var change in (Action[])
                [() => reader.Put("a", [1, 0, 0]), () => reader.Remove("1"), reader.Commit, () => reader.Compact()])
                Assert.EndsWith("was opened to be read; open it with OpenToWrite to change it.",
                    Assert.Throws<WorkbenchException>(change).Message, StringComparison.Ordinal);
        }
        VectorIndex.OpenToWrite(folder.Path, 3).Dispose();
    }

    [Fact]
    public async Task It_is_asked_while_it_is_changed_and_compacted()
    {
        var songs = SongVectors.Draw(count: 1500, dimension: 5);
        using var index = VectorIndex.OpenToWrite(folder.Path, 5);
        SongVectors.Put(index, songs);
        using CancellationTokenSource done = new();
        var asking = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                Assert.Equal("0", index.Nearest(songs["0"], 1)[0].Id);
        }, TestContext.Current.CancellationToken);
        for (var round = 0; round < 20; round++)
        {
            foreach (var (id, vector) in songs.Where(song => song.Key != "0").Skip(round).Take(100))
                index.Put(id, vector);
            index.Commit();
            if (round % 5 == 4)
                index.Compact(TestWork.Of());
        }
        await done.CancelAsync();
        await asking;
        SongVectors.AssertHolds(songs, index);
    }

    [Fact]
    public void Songs_that_cannot_be_kept_are_refused_and_change_nothing()
    {
        using var index = VectorIndex.OpenToWrite(folder.Path, 3);
        index.Put("a", [1, 0, 0]);
        foreach (var (id, vector, message) in ((string, float[], string)[])
            [
                ("b", [1, 0], "The vector of b has 2 numbers, and those of the index have 3. Use the model by which the index was built, "
                    + "or build one of this dimension."),
                ("b", [0, float.NaN, 0], "Number 1 of the vector of b is NaN and must be finite. Look for NaN among the song's features, "
                    + "or leave it out."),
                ("b", [float.PositiveInfinity, 0, 0], "Number 0 of the vector of b is Infinity and must be finite. Look for NaN among the "
                    + "song's features, or leave it out."),
                ("b", [3, 4, 0], "The vector of b has length 5, and at most 1 is right; divide it by its length."),
                ("", [1, 0, 0], "An id has 0 bytes in UTF-8 and must have 1 to 4096; the path of a file is usual. It begins with \"\"."),
                ("half \uD83C", [1, 0, 0],
                    "The id \"half \uD83C\" has half of a surrogate pair at 5; give the song another one."),
            ])
            Assert.Equal(message, Assert.Throws<WorkbenchException>(() => index.Put(id, vector)).Message);
        index.Put(new('x', 4096), [0, 0, 0]);
        Assert.StartsWith("An id has 4098 bytes", Assert.Throws<WorkbenchException>(() => index.Put(new('ä', 2049), [1, 0, 0])).Message,
            StringComparison.Ordinal);
        index.Commit();
        Assert.Equal(["a", new('x', 4096)], index.Ids);
    }

    [Fact]
    public void What_is_no_index_of_this_dimension_is_refused()
    {
        Assert.EndsWith("holds no index of vectors; name another folder, or write one there.",
            Assert.Throws<WorkbenchException>(() => VectorIndex.Open(folder.File("absent"))).Message, StringComparison.Ordinal);
        foreach (var dimension in (int[])[0, -1, 16_385])
            Assert.Equal($"Vectors of dimension {dimension} must have 1 to 16384 numbers; 128 is usual.",
                Assert.Throws<WorkbenchException>(() => VectorIndex.OpenToWrite(folder.Path, dimension)).Message);
        VectorIndex.OpenToWrite(folder.Path, 3).Dispose();
        Assert.EndsWith("have 3 numbers, and 4 were asked for. Use the model by which the index was built, or another folder.",
            Assert.Throws<WorkbenchException>(() => VectorIndex.OpenToWrite(folder.Path, 4)).Message, StringComparison.Ordinal);
        VectorIndex.OpenToWrite(folder.Path, 3).Dispose(); // the lock is free again
    }

    [Fact]
    public void Once_closed_it_answers_no_more()
    {
        var index = VectorIndex.OpenToWrite(folder.Path, 3);
        index.Dispose();
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.Nearest([1, 0, 0]));
        Assert.Throws<ObjectDisposedException>(() => index.Find("a"));
        Assert.Throws<ObjectDisposedException>(() => index.Put("a", [1, 0, 0]));
    }
}
