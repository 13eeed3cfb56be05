using Workbench.Foundation;
using Workbench.Recommendation.Playlists;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Playlists;

public sealed class PlaylistTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Paths_lead_from_the_list_to_the_songs_and_titles_stay_on_their_line()
    {
        var playlist = new Playlist("R&B/Soul", [new(folder.File("music", "a b.mp3"), "Who - What\nelse"),
            new(folder.File("lists", "#1.mp3"), null) { Seconds = 61.5 }]);
        var path = playlist.Write(folder.File("lists"));
        Assert.Equal("R&B-Soul.m3u8", Path.GetFileName(path));
        Assert.Equal(
            "#EXTM3U\n#PLAYLIST:R&B/Soul\n#EXTINF:-1,Who - What else\n../music/a b.mp3\n#EXTINF:62,#1\n./#1.mp3\n", File.ReadAllText(path));
    }

    [Fact]
    public void What_is_no_list_is_not_replaced_by_one()
    {
        var song = folder.Write("song.mp3", "sound");
        var error = Assert.Throws<WorkbenchException>(() => new Playlist("x", []).Save(song));
        Assert.Equal($"{song}: a playlist ends in .m3u8; name it so.", error.Message);
        Assert.Equal("sound", File.ReadAllText(song));
    }

    [Fact]
    public void Songs_whose_file_is_gone_are_left_out_and_named()
    {
        var here = new PlaylistSong(folder.Write("here.mp3", "sound"), "Here");
        var gone = PlaylistSong.Of(Catalogue.Track("gone.mp3") with { AudioPath = folder.File("gone.mp3") });
        var kept = new Playlist("x", [gone, here]).WithoutMissing();
        Assert.Equal([here], kept.Songs);
        Assert.Equal(["1 song left out, as the file is gone: gone.mp3."], kept.Notes);
        Assert.Empty(new Playlist("x", [here]).WithoutMissing().Notes);
    }
}
