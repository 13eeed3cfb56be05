using Workbench.Datasets;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

public sealed class NamedSongsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_and_folders_are_named_as_they_were_and_each_song_once()
    {
        foreach (var name in new[] { "b/2.mp3", "b/1.mp3", "b/notes.txt", "b/._1.mp3", "a.odd", "@eaDir/1.mp3" })
            folder.Write(name.Replace('/', Path.DirectorySeparatorChar), "");
        string[] paths = [folder.File("a.odd"), folder.File("absent.mp3"), folder.File("b", "2.mp3"), folder.Path];
        var songs = NamedSongs.Find(paths);
        Assert.Equal([.. paths[..3], folder.File("b", "1.mp3")], songs.Files);
        Assert.Empty(songs.Unreadable);
        var empty = Directory.CreateDirectory(folder.File("empty")).FullName;
        Assert.Equal([new(empty, "no audio file lies below this folder; name one that holds songs.")], NamedSongs.Find([empty]).Unreadable);
        Assert.Equal([folder.File("@eaDir"), folder.File("b", "._1.mp3")], songs.Hidden.Select(file => file.Path));
    }
}
