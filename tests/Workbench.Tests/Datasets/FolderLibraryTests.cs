using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

public sealed class FolderLibraryTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string songs;

    public FolderLibraryTests() => songs = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 2);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folders_one_deep_are_the_genres()
    {
        var dataset = Read(LabelSource.Auto);
        Assert.Equal(["high/00.wav", "high/01.wav", "low/00.wav", "low/01.wav", "rock/00.wav", "rock/01.wav"],
            dataset.Tracks.Select(t => t.Id));
        Assert.All(dataset.Tracks, t => Assert.Equal([t.Id.Split('/')[0]], t.Labels));
        Assert.Equal("songs", dataset.Name);
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void One_song_at_another_depth_changes_nothing()
    {
        File.Move(Path.Combine(songs, "low", "00.wav"), folder.File("songs", "low", "album", "00.wav"));
        File.Copy(Path.Combine(songs, "low", "01.wav"), Path.Combine(songs, "stray.wav"));
        var dataset = Read(LabelSource.Auto);
        Assert.Equal(6, dataset.Tracks.Length);
        Assert.Equal("lies in no genre folder; move it into one", Assert.Single(dataset.Skipped).Reason);
        Assert.Equal("the outermost folders: high, low, rock", dataset.LabelOrigin);
    }

    [Fact]
    public void Songs_in_folders_that_nothing_is_known_of_make_it_a_library_with_tags()
    {
        foreach (var genre in new[] { "high", "low", "rock" })
            Directory.Move(Path.Combine(songs, genre), folder.File("songs", $"by {genre}", genre));
        var dataset = Read(LabelSource.Auto);
        Assert.Empty(dataset.Tracks);
        Assert.All(dataset.Skipped,
            s => Assert.Equal("has no genre tag; tag it, or have the folders name the genres (--labels folders)", s.Reason));
    }

    [Fact]
    public void Hidden_files_and_what_systems_keep_are_left_out_and_counted()
    {
        File.Copy(Path.Combine(songs, "low", "00.wav"), Path.Combine(songs, "low", "._00.wav"));
        File.Copy(Path.Combine(songs, "low", "00.wav"), folder.File("songs", "low", "@eaDir", "00.wav"));
        var dataset = Read(LabelSource.Auto);
        Assert.Equal(6, dataset.Tracks.Length);
        Assert.Equal(2, dataset.Skipped.Length);
        Assert.Contains(dataset.Skipped, s => s.Reason.Contains("1 sound file(s) in it are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Spellings_of_a_folder_are_one_genre()
    {
        Directory.Move(Path.Combine(songs, "rock"), folder.File("songs", "part 2", "Rock"));
        Directory.Move(Path.Combine(songs, "high"), folder.File("songs", "part 1", "rock"));
        Directory.Move(Path.Combine(songs, "low"), folder.File("songs", "part 1", "Hip Hop"));
        Directory.CreateDirectory(folder.File("songs", "part 2", "hip-hop"));
        File.Move(folder.File("songs", "part 2", "Rock", "01.wav"), folder.File("songs", "part 2", "hip-hop", "01.wav"));
        Assert.Equal(["Hip-Hop", "Rock"], Read(LabelSource.Auto).LabelCounts.Select(l => l.Key).Order());
    }

    [Fact]
    public void FMA_without_its_tables_is_refused_with_the_remedy()
    {
        var root = folder.File("fma_small");
        foreach (var id in new[] { "000/000002", "000/000005", "001/001040" })
            folder.Write($"fma_small/{id}.mp3", "x");
        Assert.Contains("workbench data fetch fma_metadata",
            Assert.Throws<WorkbenchException>(() => FolderLibrary.Read(root, LabelSource.Auto)).Message, StringComparison.Ordinal);
        Assert.Empty(FolderLibrary.Read(root, LabelSource.Tags).Tracks);
    }

    [Fact]
    public void Folders_name_the_genres_at_any_depth_when_asked()
    {
        File.Move(Path.Combine(songs, "low", "00.wav"), folder.File("songs", "low", "album", "00.wav"));
        File.Move(Path.Combine(songs, "low", "01.wav"), Path.Combine(songs, "01.wav"));
        var dataset = Read(LabelSource.Folders);
        Assert.Equal(["low"], dataset.Tracks.Single(t => t.Id == "low/album/00.wav").Labels);
        var skipped = Assert.Single(dataset.Skipped);
        Assert.Equal((Path.Combine(songs, "01.wav"), "lies in no genre folder; move it into one"), (skipped.Path, skipped.Reason));
    }

    [Fact]
    public void A_link_to_a_folder_above_is_not_followed_and_one_elsewhere_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        Directory.Move(Path.Combine(songs, "rock"), folder.File("elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(songs, "rock"), folder.File("elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(songs, "low", "again"), songs);
        Directory.CreateSymbolicLink(Path.Combine(songs, "low", "other"), Path.Combine(songs, "high"));
        Directory.CreateSymbolicLink(Path.Combine(songs, "high", "this"), Path.Combine(songs, "high"));
        Directory.CreateSymbolicLink(folder.File("library"), songs);
        Assert.Equal(["high/00.wav", "high/01.wav", "low/00.wav", "low/01.wav", "rock/00.wav", "rock/01.wav"],
            Read(LabelSource.Auto).Tracks.Select(t => t.Id));
        Assert.Equal(6, FolderLibrary.Read(folder.File("library"), LabelSource.Auto).Tracks.Length);
    }

    [Fact]
    public void A_folder_that_may_not_be_read_is_listed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess,
            "an administrator may read every folder, and Windows has no file modes");
        if (OperatingSystem.IsWindows())
            return;
        var closed = Path.Combine(songs, "rock");
        File.SetUnixFileMode(closed, UnixFileMode.None);
        var skipped = Read(LabelSource.Auto).Skipped;
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal((closed, "this folder may not be read; change its permissions."), (Assert.Single(skipped).Path, skipped[0].Reason));
    }

    [Fact]
    public void A_walk_with_a_limit_tells_nothing_of_a_larger_tree()
    {
        Assert.Equal(6, MusicFolder.Walk(songs, Work.Default, mostFolders: 4)!.Files.Length); // the root and three genres
        Assert.Null(MusicFolder.Walk(songs, Work.Default, mostFolders: 3));
    }

    [Fact]
    public void A_folder_without_music_is_refused()
    {
        var error = Assert.Throws<WorkbenchException>(() =>
            FolderLibrary.Read(Directory.CreateDirectory(folder.File("empty")).FullName, LabelSource.Auto));
        Assert.Contains("empty: no audio file. A dataset folder has one sub-folder a genre", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_can_be_stopped() => Assert.ThrowsAny<OperationCanceledException>(() =>
        FolderLibrary.Read(songs, LabelSource.Auto, new() { Token = new(canceled: true) }));

    private Dataset Read(LabelSource source) => FolderLibrary.Read(songs, source, TestWork.Of());
}
