using Workbench.Kernel;
using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel.Packages;

/// <summary>Packages that belong to the host of a notebook: built in the host's clone, or with the remedy where there is none.</summary>
[Collection(ProcessWide.Name)]
public sealed class HostPackageTests : IDisposable
{
    private const string Remedy = "make it and name the feed";
    private const string Asking = "#r \"nuget: Album\"\nAlbum.Side.Of(Songs.Song.Favourite)";

    private readonly PackageFolder packages = new();

    public HostPackageTests()
    {
        packages.Pack("Songs", "1.2.0", code: "[assembly: System.Reflection.AssemblyInformationalVersion(\"1.2.0\")]\n"
            + "namespace Songs { public sealed class Song { public static Song Favourite => new(); } }");
        File.Copy(packages.Folder.File("built", "Songs.1.2.0", "Songs.dll"), packages.Folder.File("host", "Songs.dll"));
        packages.Host = packages.Host with { Libraries = [packages.Folder.File("host", "Songs.dll")] };
    }

    public void Dispose() => packages.Dispose();

    [Fact]
    public void In_a_clone_one_is_built_once_and_takes_the_types_of_the_host()
    {
        WriteProject(side: "first");
        Give(Project);
        var session = packages.Start();
        Assert.Equal("first", packages.Value(session, Asking));
        Assert.Equal("<-Installed Album 1.2.0", packages.Shown[^1]);
        Assert.Matches("^(<-)?Building Album, once [.]{3} [0-9]+ s$", packages.Shown[0]);
        Assert.Contains(session.Complete("Album.", 6).Items, item => item.Text == "Side");
        packages.Shown.Clear();
        Assert.Equal("first", packages.Value(packages.Start(), Asking));
        Assert.Equal(["Installed Album 1.2.0"], packages.Shown); // no build was begun

        WriteProject(side: "second");
        Assert.Equal("second", packages.Value(packages.Start(), Asking));

        packages.Pack("Songs", "1.3.0", code: "class Anew { }");
        var (beside, anew) = (packages.Folder.File("clone", "Album", "bin", "Release", "net10.0", "Songs.dll"),
            packages.Folder.File("built", "Songs.1.3.0", "Songs.dll"));
        File.Copy(anew, beside, overwrite: true);
        Assert.Equal("second", packages.Value(packages.Start(), Asking)); // built again, with the host's
        Give(Project with { Shared = [anew] });
        Assert.Equal("Songs.dll was built again since this program was, which still has the build before: build the program again, and "
            + "start it again", packages.Error(Asking).Message);
    }

    [Fact]
    public void What_does_not_compile_is_said_in_a_line_and_tried_again()
    {
        WriteProject(side: "first\" + 1 + \"");
        packages.Folder.Write("clone/Album/More.cs", "class More { int number = \"one\"; }");
        Give(Project);
        Assert.Matches("^Album could not be built: .*More.cs\\(1,27\\): error CS0029: [^\n]*$", packages.Error(Asking).Message);
        Assert.Equal("<-Not installed: Album [1.2.0]", packages.Shown[^1]);
        File.Delete(packages.Folder.File("clone", "Album", "More.cs"));
        Assert.Equal("first1", packages.Value(packages.Start(), Asking));
    }

    [Fact]
    public void Without_the_packages_that_its_project_needs_the_remedy_is_said()
    {
        WriteProject(side: "first", needs: "<PackageReference Include=\"Nowhere.To.Be.Found\" Version=\"1.0.0\" />");
        Give(Project);
        Assert.Equal("Album could not be built, as packages that it needs are not on this machine (Unable to find package "
            + "Nowhere.To.Be.Found. No packages exist with this id in source(s): feed): connect, and run this again; once built, it needs "
            + "no network", packages.Error(Asking).Message);
    }

    [Fact]
    public async Task The_stop_button_ends_a_build_and_those_that_wait_for_another()
    {
        WriteProject(side: "first");
        Give(Project);
        using var stop = new CancellationTokenSource();
        var lockFile = packages.Folder.File("clone", "Album", "obj", "Release.built");
        using (new FileStream(lockFile, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            var cell = Task.Run(() => packages.Run(packages.Start(), Asking, stop.Token), TestContext.Current.CancellationToken);
            while (!packages.Shown.Contains("Building Album, once ... 1 s"))
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            Assert.Equal(CellOutcome.Interrupted, (await cell).Outcome);
        }
        Assert.Equal("first", packages.Value(packages.Start(), Asking));
    }

    [Fact]
    public void Elsewhere_NuGet_answers_with_the_version_and_the_types_of_the_host()
    {
        Give(null);
        Assert.Equal($"Album 1.2.0 is in no feed that NuGet asks here: {Remedy}", packages.Error(Asking).Message);
        packages.Pack("Album", "1.3.0");
        Assert.Equal("Unable to find package Album with version (= 1.2.0); Found 1 version(s) in feed [ Nearest version: 1.3.0 ]",
            packages.Error(Asking).Message);
        packages.Pack("Album", "1.2.0", needs: "Songs 1.2.0", code: Side("packed"));
        var session = packages.Start();
        packages.Value(session, "var song = Songs.Song.Favourite;"); // the host's
        Assert.Equal("packed", packages.Value(session, "#r \"nuget: Album\"\nAlbum.Side.Of(song)"));
        Assert.Equal("packed", packages.Value(packages.Start(), Asking));
    }

    [Fact]
    public void A_build_of_the_library_that_the_notebook_names_itself_is_refused_beside_it()
    {
        WriteProject(side: "first");
        Give(Project);
        var session = packages.Start();
        packages.Value(session, "#r \"built/Songs.1.2.0/Songs.dll\"\nSongs.Song.Favourite.GetType().Name");
        Assert.Equal("A library Songs that #r names is in use already: leave one of the two out, and restart the kernel",
            packages.Error(session, Asking).Message);
    }

    private CloneProject Project => new(packages.Folder.File("clone", "Album", "Album.csproj"), "Release", [],
        packages.Host.Libraries);

    private void Give(CloneProject? project) =>
        packages.Host = packages.Host with { Packages = [new("Album", "1.2.0", project, Remedy)] };

    private static string Side(string name) => "namespace Album { public static class Side { public static string Of(Songs.Song song) => "
        + $"\"{name}\"; }} }}";

    private void WriteProject(string side, string needs = "")
    {
        packages.Folder.Write("clone/Album/Side.cs", Side(side));
        packages.Folder.Write("clone/Album/Album.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Reference Include="Songs" HintPath="../../host/Songs.dll" />{needs}</ItemGroup>
            </Project>
            """);
    }
}
