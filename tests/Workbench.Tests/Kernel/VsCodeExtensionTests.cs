using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary>The extension in <c>environment/vscode</c>.</summary>
public sealed class VsCodeExtensionTests : IDisposable
{
    private static readonly string Extension = Path.Combine(Repository.Root, "environment", "vscode");

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Its_own_tests_pass_against_this_build()
    {
        Assert.SkipUnless(await HasNode(), "needs Node.js 20 or newer: apt install nodejs, or https://nodejs.org");
        // One file after the other, as each starts workbenches.
        var (exitCode, output) = await Run("node", ["--test", "--test-concurrency=1"],
            new() { ["WORKBENCH_CLI"] = typeof(Workbench.Cli.CommandRunner).Assembly.Location });
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("# SKIP", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_packed_with_what_its_manifest_names()
    {
        var file = folder.File("extension.vsix");
        var (exitCode, output) = await Run("dotnet", ["run", "pack.cs", file], []);
        Assert.True(exitCode == 0, output);
        using var vsix = await ZipFile.OpenReadAsync(file, TestContext.Current.CancellationToken);
        var package = JsonNode.Parse(Text("extension/package.json"))!;
        Assert.NotNull(vsix.GetEntry("extension/" + (string)package["main"]!));
        foreach (var module in Directory.GetFiles(Extension, "*.js"))
            Assert.Equal(await File.ReadAllTextAsync(module, TestContext.Current.CancellationToken),
                Text("extension/" + Path.GetFileName(module)));
        var identity = XDocument.Parse(Text("extension.vsixmanifest")).Descendants()
            .Single(element => element.Name.LocalName == "Identity");
        Assert.Equal((string)package["name"]!, (string)identity.Attribute("Id")!);
        Assert.Equal((string)package["publisher"]!, (string)identity.Attribute("Publisher")!);
        var extensions = XDocument.Parse(Text("[Content_Types].xml")).Root!.Elements().Select(type => (string)type.Attribute("Extension")!);
        Assert.Empty(vsix.Entries.Select(entry => Path.GetExtension(entry.Name)).Except([.. extensions, ".xml"]));

        string Text(string name)
        {
            using var reader = new StreamReader(vsix.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }
    }

    private static async Task<bool> HasNode()
    {
        try
        {
            var (exitCode, version) = await Run("node", ["--version"], []);
            return exitCode == 0 && Version.Parse(version.Trim()[1..]).Major >= 20;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output)> Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Extension,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}
