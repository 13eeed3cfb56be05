using System.Diagnostics;
using System.Text.Json.Nodes;
using Workbench.Cli;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>The packages that the command can take and does without.</summary>
public sealed class ExtraPackagesTests
{
    [Fact]
    public void In_a_clone_each_is_a_project_and_has_the_version_of_the_library()
    {
        var version = FileVersionInfo.GetVersionInfo(typeof(Workbench.Foundation.Work).Assembly.Location).ProductVersion!.Split('+')[0];
        Assert.All(ExtraPackages.All, package =>
        {
            Assert.Equal(Path.Combine(Repository.Root, "lib", package.Name, $"{package.Name}.csproj"), package.Project?.Path);
            Assert.All(package.Project!.Sources, folder => Assert.True(Directory.Exists(folder), folder));
            Assert.Equal(version, package.Version);
        });
    }

    /// <summary>A process has one of each library: the command's is there first, and a package that needs a newer one is refused.</summary>
    [Fact]
    public void What_they_share_with_the_command_has_one_version()
    {
        var command = Libraries(typeof(CommandRunner).Assembly.Location);
        Assert.All(ExtraPackages.All, package => Assert.DoesNotContain(Libraries(package.Project!.Library),
            library => command.TryGetValue(library.Key, out var version) && version != library.Value));

        static Dictionary<string, string> Libraries(string built) =>
            JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(built, ".deps.json")))!["libraries"]!.AsObject()
                .Select(library => library.Key.Split('/')).ToDictionary(parts => parts[0], parts => parts[1]);
    }

    [Fact]
    public void Where_the_command_was_not_built_in_a_clone_there_are_no_projects()
    {
        using var folder = new TempFolder();
        var program = Path.GetDirectoryName(folder.File("clone", "lib", "Workbench.Cli", "bin", "Debug", "net10.0", "Workbench.Cli.dll"))!;
        Assert.Null(ExtraPackages.ProjectOf("Album", program));
        folder.Write("clone/lib/Album/Album.csproj", "<Project />");
        Assert.Null(ExtraPackages.ProjectOf("Album", program)); // somebody else's folder lib
        folder.File("clone", "environment", "build", "Common.props");
        Assert.Equal((folder.File("clone", "lib", "Album", "Album.csproj"), "Debug"),
            ExtraPackages.ProjectOf("Album", program) is { } project
            ? (project.Path, project.Configuration)
            : default);
        Assert.Null(ExtraPackages.ProjectOf("Album", folder.File("clone", "lib", "Workbench.Cli", "tools", "net10.0", "any")));
        Assert.Null(ExtraPackages.ProjectOf("Album", Path.GetPathRoot(folder.Path)!));
    }
}
