using Workbench.Foundation;
using Workbench.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>Files that a killed process left, that were cut, or of which a byte is another.</summary>
public sealed class DamagedIndexTests : IDisposable
{
    private const int Dimension = 8;
    private static readonly string[] Names = ["1.vectors", "1.ids", "1.removed"]; // in the order in which a commit writes them

    private readonly TempFolder folder = new();
    private readonly Dictionary<string, float[]> before = SongVectors.Draw(count: 4, Dimension);
    private readonly Dictionary<string, float[]> after;
    private readonly byte[][] filesBefore;
    private readonly byte[][] filesAfter;

    public DamagedIndexTests()
    {
        after = new(before) { ["new"] = before["3"], ["another"] = before["2"], ["0"] = before["1"] };
        after.Remove("2");
        using (var index = VectorIndex.OpenToWrite(folder.Path, Dimension))
            SongVectors.Put(index, before);
        filesBefore = Read();
        using (var index = VectorIndex.OpenToWrite(folder.Path, Dimension))
        {
            index.Remove("2");
            SongVectors.Put(index, after.Where(song => song.Key is "new" or "another" or "0"));
        }
        filesAfter = Read();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Killed_at_any_byte_of_a_commit_it_holds_what_was_committed_before()
    {
        Write(filesBefore);
        var bytes = ChangedBytes().ToList();
        foreach (var (i, (file, place)) in bytes.Index())
        {
            AssertHolds(before);
            if (i % 100 == 0)
                AssertGoesOn();
            using var stream = File.OpenWrite(PathOf(file));
            stream.Position = place;
            stream.WriteByte(filesAfter[file][place]);
        }
        AssertHolds(after);
    }

    [Fact]
    public void Cut_at_any_byte_of_its_last_commit_it_holds_the_one_before()
    {
        foreach (var file in (int[])[1, 2])
            for (var length = 0; length < filesAfter[file].Length; length++)
            {
                Write(filesAfter);
                Cut(file, length);
                if (length >= filesBefore[file].Length)
                    AssertHolds(before);
                else
                    AssertRefused("shorter than 7 songs need");
            }
    }

    [Fact]
    public void A_file_of_vectors_that_is_cut_is_refused()
    {
        var length = filesAfter[0].Length;
        foreach (var left in (int[])[length - 1, length - 4096, length / 2, ExtentLayout.HeaderBytes])
        {
            Write(filesAfter);
            Cut(0, left);
            AssertRefused("shorter than 7 songs need");
        }
        foreach (var left in (int[])[0, 3, 23])
        {
            Cut(0, left);
            AssertRefused("was not written by this program");
        }
    }

    [Fact]
    public void Any_byte_that_is_another_is_noticed_or_changes_nothing()
    {
        for (var file = 0; file < Names.Length; file++)
            for (var place = 0; place < filesAfter[file].Length; place++)
                if (filesAfter[file][place] != 0 || place % 499 == 0)
                {
                    Write(filesAfter);
                    using (var stream = File.OpenWrite(PathOf(file)))
                    {
                        stream.Position = place;
                        stream.WriteByte((byte)(filesAfter[file][place] ^ 0x10));
                    }
                    AssertNoticed();
                }
    }

    [Fact]
    public void Other_files_are_refused()
    {
        Write(filesAfter);
        File.WriteAllText(PathOf(0), "RIFF, and a song behind it");
        AssertRefused("was not written by this program, for it does not begin with WbVector. Name the folder of an index, or move the");
        Write(filesAfter);
        using (var stream = File.OpenWrite(PathOf(0)))
        {
            stream.Position = 8;
            stream.WriteByte(2);
        }
        AssertRefused("has version 2 of the form, and this program reads 1. Open it with the version that wrote it, or delete its folder");
        Write(filesAfter);
        File.Delete(PathOf(1));
        AssertRefused("is damaged");
    }

    [Fact]
    public void A_song_that_is_damaged_stays_known_as_such_when_it_is_copied()
    {
        filesAfter[0][ExtentLayout.HeaderBytes + 128] ^= 1; // the vector of song 1
        Write(filesAfter);
        using var index = VectorIndex.OpenToWrite(folder.Path, Dimension);
        Assert.Contains("1 of its 5 songs do not agree with their checksums, the first in row 1.",
            Assert.Throws<WorkbenchException>(() => index.Verify()).Message, StringComparison.Ordinal);
        index.Compact(TestWork.Of());
        Assert.Contains("1 of its 5 songs do not agree with their checksums, the first in row 0.",
            Assert.Throws<WorkbenchException>(() => index.Verify()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_compaction_left_is_removed()
    {
        Write(filesAfter);
        foreach (var name in (string[])["2.ids", "2.removed", "0.vectors"])
            File.WriteAllText(folder.File(name), "left");
        AssertHolds(after);
        VectorIndex.OpenToWrite(folder.Path, Dimension).Dispose();
        Assert.Equal([.. Names.Order(StringComparer.Ordinal), "in-use.lock"],
            Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>The bytes that a commit changes, in the order in which it writes them: the record of the commit last.</summary>
    private IEnumerable<(int File, int Place)> ChangedBytes()
    {
        var changed = from file in Enumerable.Range(0, Names.Length)
                      from place in Enumerable.Range(0, filesAfter[file].Length)
                      where place >= filesBefore[file].Length || filesBefore[file][place] != filesAfter[file][place]
                      select (file, place);
        return changed.OrderBy(at => at.file == 0 && at.place < ExtentLayout.HeaderBytes);
    }

    private void AssertHolds(Dictionary<string, float[]> songs)
    {
        using var index = VectorIndex.Open(folder.Path);
        SongVectors.AssertHolds(songs, index);
    }

    /// <summary>Whether who writes next is not led astray by what lies behind the commit; leaves the files as they were.</summary>
    private void AssertGoesOn()
    {
        var files = Read();
        Dictionary<string, float[]> more = new(before) { ["other"] = before["0"] };
        using (var index = VectorIndex.OpenToWrite(folder.Path, Dimension))
            SongVectors.Put(index, [new("other", more["other"])]);
        AssertHolds(more);
        Write(files);
    }

    private void AssertNoticed()
    {
        try
        {
            using var index = VectorIndex.Open(folder.Path);
            index.Verify();
            SongVectors.AssertHolds(index.Count == before.Count && index.Find("new") is null ? before : after, index);
        }
        catch (WorkbenchException error)
        {
            Assert.Matches("is damaged|was not written by this program|has version", error.Message);
        }
    }

    private void AssertRefused(string message) =>
        Assert.Contains(message, Assert.Throws<WorkbenchException>(() => VectorIndex.Open(folder.Path)).Message, StringComparison.Ordinal);

    private string PathOf(int file) => folder.File(Names[file]);

    private byte[][] Read() => [.. Names.Select(name => File.ReadAllBytes(folder.File(name)))];

    private void Write(byte[][] files)
    {
        foreach (var (name, bytes) in Names.Zip(files))
            File.WriteAllBytes(folder.File(name), bytes);
    }

    private void Cut(int file, int length)
    {
        using var stream = File.OpenWrite(PathOf(file));
        stream.SetLength(length);
    }
}
