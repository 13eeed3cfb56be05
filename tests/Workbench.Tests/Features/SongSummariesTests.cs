using Workbench.Features;

namespace Workbench.Tests.Features;

public class SongSummariesTests
{
    private readonly FeatureMatrix matrix = new(["a", "b"], [0, 10, 1, 11, 2, 12, 3, 13, 4, 14]);

    [Fact]
    public void Chosen_songs_are_read_as_copies_of_their_rows_would_be()
    {
        var part = new SongSummaries(matrix).Songs([4, 1, 1]);
        Assert.Equal(3, part.SongCount);
        Assert.Equal([4, 14], Read(part, 0));
        Assert.Equal([1, 11], Read(part, 2));
        var again = part.Songs([2, 0]);
        Assert.Equal([4, 14], Read(again, 1));
        Assert.Equal([1, 11, 4, 14], again.Summaries.Values.ToArray());
        Assert.Same(again.Summaries, again.Summaries);
        Assert.Same(matrix, new SongSummaries(matrix).Summaries);
    }

    [Fact]
    public void Songs_join_those_of_the_same_matrix_and_of_another()
    {
        SongSummaries all = new(matrix), others = new(new(["a", "b"], [7, 17]));
        Assert.Equal([2, 12, 0, 10, 1, 11], all.Songs([2]).Then(all.Songs([0, 1])).Summaries.Values.ToArray());
        Assert.Equal(7, all.Then(all.Songs([3, 4])).SongCount);
        Assert.Equal([2, 12, 7, 17], all.Songs([2]).Then(others).Summaries.Values.ToArray());
    }

    private static float[] Read(SongFeatures songs, int song)
    {
        var row = new float[songs.ColumnCount];
        songs.Read(song, 0, row);
        return row;
    }
}
