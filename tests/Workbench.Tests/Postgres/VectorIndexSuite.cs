using Workbench.Foundation;
using Workbench.Recommendation.Vectors;
using Workbench.Tests.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Postgres;

/// <summary>What every <see cref="IVectorIndex"/> does.</summary>
public abstract class VectorIndexSuite : IDisposable
{
    private const int Dimension = 5;

    /// <summary>A folder of the test's own.</summary>
    protected TempFolder Folder { get; } = new();

    /// <summary>Opens the index of the test; again, to see what was kept.</summary>
    protected abstract IVectorIndex Open(int dimension);

    [Fact]
    public void What_was_committed_is_there_when_it_is_opened_again_and_nothing_else()
    {
        var songs = SongVectors.Draw(count: 50, Dimension);
        using (var index = Open(Dimension))
        {
            SongVectors.AssertHolds([], index);
            foreach (var (id, vector) in songs)
                index.Put(id, vector);
            Assert.Equal(0, index.Count);
            Assert.Null(index.Find("7"));
            Assert.Empty(index.Nearest(songs["7"]));
            index.Commit();
            SongVectors.AssertHolds(songs, index);
            index.Commit(); // of nothing
            index.Put("lost", songs["1"]);
        }
        using (var index = Open(Dimension))
            SongVectors.AssertHolds(songs, index);
    }

    [Fact]
    public void Songs_are_put_anew_and_removed()
    {
        using var index = Open(Dimension);
        var songs = SongVectors.Draw(count: 6, Dimension);
        SongVectors.Put(index, songs);
        Assert.True(index.Remove("0"));
        Assert.False(index.Remove("0"));
        Assert.False(index.Remove("no such song"));
        index.Put("1", songs["5"]);
        index.Put("new", songs["2"]);
        Assert.True(index.Remove("new"));
        Assert.True(index.Remove("2"));
        index.Put("2", songs["3"]);
        index.Put("1", songs["4"]);
        Assert.Equal(6, index.Count);
        index.Commit();
        Dictionary<string, float[]> expected = new(songs) { ["1"] = songs["4"], ["2"] = songs["3"] };
        expected.Remove("0");
        SongVectors.AssertHolds(expected, index);
        Assert.Equal(["3", "4", "5", "2", "1"], index.Ids); // those put last at the end
        Assert.False(index.Remove("0"));
    }

    [Fact]
    public void The_nearest_come_first_and_equal_ones_in_the_order_of_code_points()
    {
        using var index = Open(2);
        string[] ids = ["b", "\U0001F3B5", "a", "\uFF21", "aa", "A"];
        foreach (var id in ids)
            index.Put(id, [0.6f, 0.8f]);
        index.Put("far", [-1, 0]);
        index.Put("near", [1, 0]);
        index.Commit();
        Assert.Equal([new("near", 1), new("A", 0.6f), new("a", 0.6f), new("aa", 0.6f), new("b", 0.6f), new("\uFF21", 0.6f),
            new("\U0001F3B5", 0.6f), new VectorHit("far", -1)], index.Nearest([1, 0], 100));
        Assert.Equal(["aa", "b"], index.Nearest([1, 0], 2, id => id.Length == 2 || id == "b").Select(hit => hit.Id).Order());
        Assert.Empty(index.Nearest([1, 0], 2, _ => false));
    }

    [Fact]
    public void Any_text_is_an_id()
    {
        using var index = Open(1);
        string[] ids = ["' or 1=1; --", "\0", "\\x00", new string('x', 4096), "\r\n", "$1"];
        foreach (var id in ids)
            index.Put(id, [1]);
        index.Commit();
        Assert.Equal(ids, index.Ids);
        Assert.All(ids, id => Assert.Equal([1f], index.Find(id)!));
    }

    [Fact]
    public void What_is_no_song_and_no_question_is_refused_and_changes_nothing()
    {
        using var index = Open(2);
        Refused("The vector of a has 3 numbers, and those of the index have 2.", () => index.Put("a", [1, 0, 0]));
        Refused("Number 1 of the vector of a is NaN and must be finite.", () => index.Put("a", [1, float.NaN]));
        Refused("The vector of a has length 1.414", () => index.Put("a", [1, 1]));
        Refused("An id has 0 bytes in UTF-8", () => index.Put("", [1, 0]));
        Refused("An id has 4098 bytes in UTF-8", () => index.Put(new('\uFF21', 1366), [1, 0]));
        Refused("The id \"a\uD800\" has half of a surrogate pair at 1", () => index.Put("a\uD800", [1, 0]));
        Refused("Count 0 must be >= 1", () => index.Nearest([1, 0], 0));
        Refused("The vector of the song asked for has 1 numbers", () => index.Nearest([1]));
        index.Commit();
        Assert.Equal(0, index.Count);

        static void Refused(string message, Action action) =>
            Assert.StartsWith(message, Assert.Throws<WorkbenchException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_opened_with_its_own_dimension_alone()
    {
        Open(3).Dispose();
        Assert.Matches("^The vectors of .* have 3 numbers, and 4 were asked for. Use the model by which the .* or another (folder|name).$",
            Assert.Throws<WorkbenchException>(() => Open(4)).Message);
        Assert.StartsWith("Vectors of dimension 0 must have 1 to 16384 numbers",
            Assert.Throws<WorkbenchException>(() => Open(0)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Close();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what lies outside of the folder.</summary>
    protected virtual void Close()
    {
    }
}
