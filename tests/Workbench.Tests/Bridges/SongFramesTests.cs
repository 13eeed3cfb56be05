using Microsoft.Data.Analysis;
using Workbench.Bridges;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Bridges;

public class SongFramesTests
{
    private static readonly Dataset Songs = new("three", Path.GetTempPath(),
    [
        new() { Id = "a.mp3", AudioPath = "/m/a.mp3", Labels = ["Jazz", "Rock"], Artist = "A", DurationSeconds = 1 / 3d,
            Part = PartName.Test },
        new() { Id = "b.mp3", AudioPath = "/m/b.mp3", Labels = ["Rock"], Title = "B", Album = "" },
        new() { Id = "c.mp3", AudioPath = "/m/c.mp3", Labels = ["Jazz"], Artist = "C" },
    ], []);

    [Fact]
    public void A_song_is_a_row_with_what_is_not_known_missing()
    {
        var frame = Songs.ToDataFrame();
        Assert.Equal(["song", "title", "artist", "album", "genres", "seconds", "part", "path"],
            frame.Columns.Select(column => column.Name));
        Assert.Equal(["a.mp3", null, "A", null, "Jazz;Rock", 1 / 3d, "test", "/m/a.mp3"], frame.Rows[0]);
        Assert.Equal(["b.mp3", "B", null, "", "Rock", null, null, "/m/b.mp3"], frame.Rows[1]);
        Assert.IsType<DoubleDataFrameColumn>(frame["seconds"]);
        Assert.Equal([0L, 2, 1, 2, 0, 2, 2, 0], frame.Columns.Select(column => column.NullCount));
    }

    [Fact]
    public void Features_stand_beside_the_songs()
    {
        var frame = new ExtractedDataset(Songs, FeatureSpec.Default, new FeatureMatrix(["tempo", "rms"], [1, 2, 3, 4, 5, 6])).ToDataFrame();
        Assert.Equal(["song", "artist", "genres", "tempo", "rms"], frame.Columns.Select(column => column.Name));
        Assert.Equal(["c.mp3", "C", "Jazz", 5f, 6f], frame.Rows[2]);
    }

    [Fact]
    public void What_is_left_of_a_frame_is_the_songs_that_it_names_as_the_collection_has_them()
    {
        var frame = Songs.ToDataFrame();
        var left = frame.OrderByDescending("song").Filter(frame["song"].ElementwiseNotEquals("b.mp3")).ToDataset(Songs);
        Assert.Equal([Songs.Tracks[0], Songs.Tracks[2]], left.Tracks);
        Assert.Equal(Songs with { Tracks = left.Tracks }, left);
    }

    [Fact]
    public void A_frame_that_names_no_songs_is_refused_with_a_sentence()
    {
        Assert.Equal("song: no such column; there is title.", Message(new StringDataFrameColumn("title", ["x"])));
        Assert.Equal("The column song holds int, and names of rows are texts (string).", Message(new Int32DataFrameColumn("song", [1])));
        Assert.Equal("The column song has no name in row 1 (from 0); leave that row out.",
            Message(new StringDataFrameColumn("song", ["a.mp3", null!])));
        Assert.Equal("a.mp3 stands twice in the column song; leave one row out.",
            Message(new StringDataFrameColumn("song", ["a.mp3", "a.mp3"])));
        Assert.Equal("The data frame has no row, so no song is left; filter less.", Message(new StringDataFrameColumn("song", 0)));
        Assert.Equal("x.mp4: no such song in three; did you mean a.mp3?", Message(new StringDataFrameColumn("song", ["x.mp4"])));
    }

    private static string Message(DataFrameColumn column) =>
        Assert.ThrowsAny<WorkbenchException>(() => new DataFrame(column).ToDataset(Songs)).Message;
}
