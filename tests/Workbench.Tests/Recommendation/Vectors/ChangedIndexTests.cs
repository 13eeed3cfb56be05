using Workbench.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>Ten thousand drawn changes against a dictionary.</summary>
public sealed class ChangedIndexTests : IDisposable
{
    private const int Changes = 10_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_holds_what_a_dictionary_holds()
    {
        var rng = new Random(8);
        var index = VectorIndex.OpenToWrite(folder.Path, ChangingSongs.Dimension);
        using var reader = VectorIndex.Open(folder.Path);
        for (var done = 0; done < Changes;)
        {
            done += new ChangingSongs(index).Step();
            if (rng.Next(100) > 0)
                continue;
            var songs = ChangingSongs.After(new ChangingSongs(index).StepsDone);
            SongVectors.AssertHolds(songs, index);
            reader.Refresh();
            SongVectors.AssertHolds(songs, reader);
            var (query, scan) = (SongVectors.Draw(rng, ChangingSongs.Dimension), index.Scan);
            var hits = index.Nearest(query, 20);
            index.Scan = VectorScan.Float32;
            Assert.Equal(hits, index.Nearest(query, 20));
            index.Scan = scan;
            index.Put("not committed", query);
            index.Dispose(); // as a process ends
            index = VectorIndex.OpenToWrite(folder.Path, ChangingSongs.Dimension);
            SongVectors.AssertHolds(songs, index);
        }
        index.Dispose();
    }
}
