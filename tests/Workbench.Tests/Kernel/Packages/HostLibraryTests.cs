using Workbench.Kernel.Libraries;

namespace Workbench.Tests.Kernel.Packages;

/// <summary>Libraries that the host of a notebook brings, against those that the notebook names itself.</summary>
[Collection(ProcessWide.Name)]
public sealed class HostLibraryTests : IDisposable
{
    private const string Own = "#r \"built/Songs.1.3.0/Songs.dll\"\n";

    private readonly PackageFolder packages;

    public HostLibraryTests()
    {
        packages = new();
        packages.Pack("Inner", "1.0.0");
        packages.Pack("Songs", "1.2.0", needs: "Inner 1.0.0", code: Code("\"host \" + InnerText.Value"));
        packages.Pack("Songs", "1.3.0", code: Code("\"other \""));
        foreach (var file in new[] { "Songs.1.2.0/Songs.dll", "Inner.1.0.0/Inner.dll" })
            File.Copy(packages.Folder.File("built", file), packages.Folder.File("host", Path.GetFileName(file)));
        packages.Folder.Write("host/Unrelated.dll", "no library");
        packages.Host = packages.Host with { Libraries = [packages.Folder.File("host", "Songs.dll")] };
    }

    public void Dispose() => packages.Dispose();

    [Fact]
    public void A_cell_that_names_one_has_it_and_what_it_needs()
    {
        var session = packages.Start();
        Assert.Equal("2", packages.Value(session, "1 + 1"));
        Assert.Contains(session.Complete("Songs.", 6).Items, item => item.Text == "Song");
        Assert.Equal("host Inner 1.0.0 ", packages.Value(session, "using Songs;\nSong.Name"));
        Assert.Equal("host Inner 1.0.0 ", packages.Value(session, "Song.Name"));
        var location = packages.Value(session, "typeof(Song).Assembly.Location")!;
        Assert.NotEqual(packages.Folder.File("host", "Songs.dll"), location); // a copy, so that a rebuild finds nothing locked
        Assert.Equal(["Inner.dll", "Songs.dll"], Directory.GetFiles(Path.GetDirectoryName(location)!).Select(Path.GetFileName).Order());
        Assert.Equal("host Inner 1.0.0 ", packages.Value(session, "#!fsharp\nopen Songs\nSong.Name"));
    }

    [Fact]
    public void FSharp_may_be_the_first_to_name_one() =>
        Assert.Equal("host Inner 1.0.0 ", packages.Value(packages.Start(), "#!fsharp\nopen Songs\nSong.Name"));

    [Fact]
    public void One_that_the_notebook_names_itself_takes_its_place()
    {
        var session = packages.Start();
        Assert.Equal("other ", packages.Value(session, Own + "using Songs;\nSong.Name"));
        Assert.Equal("other ", packages.Value(session, "Song.Name"));
        Assert.Equal("other ", packages.Value(packages.Start(), "#r \"nuget: Songs, 1.3.0\"\nSongs.Song.Name"));
        packages.Folder.Write("loaded.csx", Own);
        Assert.Equal("other ", packages.Value(packages.Start(), "#load \"loaded.csx\"\nSongs.Song.Name"));
    }

    [Fact]
    public void One_that_lies_beside_what_the_notebook_names_takes_its_place()
    {
        packages.Pack("Album", "1.0.0", needs: "Inner 1.0.0");
        foreach (var file in new[] { "Songs.1.3.0/Songs.dll", "Album.1.0.0/Album.dll", "Inner.1.0.0/Inner.dll" })
            File.Copy(packages.Folder.File("built", file), packages.Folder.File("both", Path.GetFileName(file)));
        var session = packages.Start();
        Assert.Equal("Inner 1.0.0 Album 1.0.0 ", packages.Value(session, "#r \"both/Album.dll\"\nAlbumText.Value"));
        Assert.StartsWith("CS0246", packages.Error(session, "using Songs;\nSong.Name").Message, StringComparison.Ordinal);
        Assert.Equal("other ", packages.Value(session, "#r \"both/Songs.dll\"\nSongs.Song.Name"));
    }

    [Fact]
    public void Once_it_is_in_use_another_build_is_refused()
    {
        var session = packages.Start();
        packages.Value(session, "Songs.Song.Name");
        var error = packages.Error(session, "\n" + Own);
        Assert.Equal(("Songs.dll is in use already, as it comes with the kernel: leave this line out, or restart the kernel and run it "
            + "before the first cell that needs the library", 2), (error.Message, error.Line));
        Assert.StartsWith("Songs 1.3.0 brings Songs 1.3.0.0, and 1.2.0.0 is in use already: restart the kernel",
            packages.Error(session, "#r \"nuget: Songs, 1.3.0\"").Message, StringComparison.Ordinal);
        Assert.Equal("host Inner 1.0.0 ", packages.Value(session, "Songs.Song.Name"));
    }

    [Fact]
    public void As_a_package_of_no_version_or_its_own_it_is_there_without_a_feed()
    {
        Directory.Delete(packages.Folder.File("feed"), recursive: true);
        var session = packages.Start();
        Assert.Equal("host Inner 1.0.0 ", packages.Value(session, "#r \"nuget: Songs\"\n#r \"nuget: songs, 1.2\"\nSongs.Song.Name"));
        Assert.Equal(["Songs 1.2.0 comes with this kernel"], packages.Shown);
        Assert.Equal("A library Songs that #r names is in use already: leave one of the two out, and restart the kernel",
            After(Own + "1", "#r \"nuget: Songs\""));
    }

    [Fact]
    public void A_new_build_of_it_is_announced()
    {
        var session = packages.Start();
        packages.Value(session, "Songs.Song.Name");
        File.SetLastWriteTimeUtc(packages.Folder.File("host", "Songs.dll"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        packages.Value(session, "1");
        Assert.Equal(["stderr: Songs.dll was rebuilt: restart the kernel to use the new build.\n"], packages.Shown);
    }

    [Fact]
    public void Code_that_names_none_costs_nothing()
    {
        using var libraries = new NotebookLibraries([packages.Folder.File("nowhere", "Songs.dll")]); // looked at, it would not be there
        Assert.Empty(libraries.HostNamedIn(["1 + 1", "using Sounds;"]));
        Assert.Null(libraries.FindAssembly("Inner"));
    }

    private string After(string first, string second)
    {
        var session = packages.Start();
        packages.Value(session, first);
        return packages.Error(session, second).Message;
    }

    private static string Code(string value) => "[assembly: System.Reflection.AssemblyInformationalVersion(\"1.2.0+abc\")]\n"
        + $"namespace Songs {{ public static class Song {{ public static string Name => {value}; }} }}";
}
