using Workbench.Recommendation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation;

public sealed class PlaylistTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Paths_lead_from_the_list_to_the_songs_and_titles_stay_on_their_line()
    {
        var playlist = new Playlist("R&B/Soul", [(folder.File("music", "a b.mp3"), "Who - What\nelse"),
            (folder.File("lists", "#1.mp3"), null)]);
        var path = playlist.Write(folder.File("lists"));
        Assert.Equal("R&B-Soul.m3u8", Path.GetFileName(path));
        Assert.Equal(
            "#EXTM3U\n#PLAYLIST:R&B/Soul\n#EXTINF:-1,Who - What else\n../music/a b.mp3\n#EXTINF:-1,#1\n./#1.mp3\n", File.ReadAllText(path));
    }
}
