using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workbench.Kernel.Documents;
using Workbench.Tests.Interactive;
using Workbench.Tests.Kernel;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Onnx;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Packages;

/// <summary>
/// The packages by themselves: what is in them, programs that reference the libraries, and the tool in folders that lie in no clone. Takes
/// minutes: <c>dotnet run -c Release --project tests/Workbench.Tests -- -explicit only -class "*.PackagesTests"</c>.
/// </summary>
public sealed class PackagesTests(PackedWorkbench packed) : IClassFixture<PackedWorkbench>
{
    private static readonly string[] Common = ["_rels/.rels", "PACKAGE.md", "[Content_Types].xml"];

    /// <summary>Desks and servers; ONNX Runtime has no other native code that the tool could use.</summary>
    private static readonly string[] Machines = ["linux-arm64", "linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    [Theory(Explicit = true)]
    [InlineData("Workbench.Bridges")]
    [InlineData("Workbench.Postgres")]
    [InlineData("Workbench.Storage")]
    [InlineData("Workbench.Torch")]
    [InlineData("Workbench")]
    [InlineData("Workbench.Onnx")]
    [InlineData("Workbench.Interactive", "interactive-extensions/dotnet/extension.dib")]
    public void A_library_is_packed_with_its_documentation_and_needs_what_the_solution_pins(string id, params string[] others)
    {
        using var package = packed.Open(id);
        Assert.Equal(Common.Concat([$"{id}.nuspec", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", .. others])
                .Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        var pinned = XDocument.Load(Path.Combine(Repository.Root, "environment", "build", "Packages.props"))
            .Descendants("PackageVersion").ToDictionary(each => (string)each.Attribute("Include")!,
                each => (string)each.Attribute("Version")!);
        pinned["Workbench"] = pinned["Workbench.Onnx"] = packed.Version;
        var dependencies = Nuspec(package).Descendants().Where(element => element.Name.LocalName == "dependency").ToArray();
        Assert.NotEmpty(dependencies);
        Assert.All(dependencies, each => Assert.Equal(pinned[(string)each.Attribute("id")!], (string?)each.Attribute("version")));
    }

    [Theory(Explicit = true)]
    [InlineData("Workbench.Bridges")]
    [InlineData("Workbench.Postgres")]
    [InlineData("Workbench.Storage")]
    [InlineData("Workbench.Torch")]
    [InlineData("Workbench")]
    [InlineData("Workbench.Onnx")]
    [InlineData("Workbench.Interactive")]
    [InlineData("Workbench.Cli")]
    public void A_package_says_what_it_is_and_names_no_folder_of_the_machine_that_made_it(string id)
    {
        using var package = packed.Open(id);
        var said = Nuspec(package).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        Assert.Equal("MIT", said["license"].Single());
        Assert.All(new[] { "authors", "description", "tags", "copyright" }, name => Assert.NotEmpty(said[name].Single()));
        Assert.Null(Nuspec(package).Descendants().Single(element => element.Name.LocalName == "repository").Attribute("url"));
        foreach (var entry in package.Entries.Where(entry => entry.Name.StartsWith("Workbench", StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
                Assert.True(content.ToArray().AsSpan().IndexOf(encoding.GetBytes(Repository.Root)) < 0, entry.FullName);
        }
    }

    [Fact(Explicit = true)]
    public void The_tool_has_the_native_code_of_desks_and_servers()
    {
        using var package = packed.Open("Workbench.Cli");
        Assert.Equal(Machines, package.Entries
            .Select(entry => Regex.Match(entry.FullName, @"/runtimes/([^/]+)/native/(lib)?onnxruntime\.(so|dll|dylib)$"))
            .Where(match => match.Success).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Theory(Explicit = true)]
    [InlineData("Workbench", "22050 Hz, 308 features")]
    [InlineData("Workbench.Onnx", "ROC-AUC")]
    public void A_program_that_references_a_library_runs_the_example_of_its_package(string id, string expected)
    {
        var folder = packed.File("programs", id);
        var program = packed.File("programs", id, "Program.cs");
        using (var package = packed.Open(id))
        {
            using var reader = new StreamReader(package.GetEntry("PACKAGE.md")!.Open());
            File.WriteAllText(program, Regex.Match(reader.ReadToEnd(), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
        }
        TinyEncoders.LikeYamnet(packed.File("programs", id, "yamnet.onnx")); // the weights are not to be had here
        File.WriteAllText(packed.File("programs", id, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{id}" Version="{packed.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(packed.File("programs", id, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{packed.Feed}" />
                <add key="machine" value="{packed.MachinePackages}" />
              </packageSources>
            </configuration>
            """);
        Assert.Contains(expected, PackedWorkbench.Succeed(packed.Dotnet(folder, "run", "-c", "Release")), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task The_tool_does_in_an_empty_folder_what_its_users_ask_first()
    {
        var folder = NewFolder("empty");
        Assert.StartsWith(packed.Version, packed.Workbench(folder, "--version"), StringComparison.Ordinal);
        var before = Runs(); // of other tests
        packed.Workbench(folder, "train", "--dataset", "demo", "--model", "mlp", "--set", "training.epochs=3");
        Assert.Single(Runs().Except(before));
        var song = Directory.EnumerateFiles(packed.File("data", "demo"), "*.wav", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).First();
        Assert.Contains(Path.GetFileName(song), packed.Workbench(folder, "predict", song), StringComparison.Ordinal);
        Assert.Equal(3, packed.Workbench(folder, "recommend", song).Split('\n').Count(line => Regex.IsMatch(line, @"^\d\. ")));

        var page = packed.Workbench(folder, "run").Trim();
        Assert.Equal(packed.File("data", "reports", "00-tour", "report.html"), page);
        Assert.Contains("<svg", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        string[] Runs() => packed.File("data", "runs") is var runs && Directory.Exists(runs) ? Directory.GetDirectories(runs) : [];
    }

    [Fact(Explicit = true)]
    public void The_tool_takes_the_packages_that_belong_to_it_from_a_feed_that_it_is_told_of()
    {
        var folder = NewFolder("extras");
        NotebookBuilder.Of("#r \"nuget: Workbench.Bridges\"").Write(Path.Combine(folder, "before.ipynb"));
        var refused = Finish("run", "before.ipynb");
        Assert.Contains($"Workbench.Bridges {packed.Version} is in no feed that NuGet asks here: in a clone, dotnet pack ", refused.Error,
            StringComparison.Ordinal);
        foreach (var feed in new[] { packed.Feed, packed.MachinePackages }) // of the second are those of others
            PackedWorkbench.Succeed(packed.Dotnet(folder, "nuget", "add", "source", feed));
        NotebookBuilder.Of("using Workbench.Notebook;\nvar lab = typeof(Lab);",
            "#r \"nuget: Workbench.Bridges\"\ntypeof(Plotly.NET.GenericChart).Name + lab.Name",
            "#r \"nuget: Workbench.Torch\"\ntypeof(TorchSharp.torch).Name",
            "#r \"nuget: Workbench.Postgres\"\ntypeof(Workbench.Postgres.PostgresVectorIndex).Name")
            .Write(Path.Combine(folder, "after.ipynb"));
        packed.Workbench(folder, "run", "after.ipynb", "--out", folder);
        Assert.Equal(["GenericChartLab", "torch", "PostgresVectorIndex"], NotebookDocument
            .Read(Path.Combine(folder, "after", "after.ipynb")).Cells.Skip(1).Select(cell => cell.Data("text/plain", output: 1)));
        // The second engine was loaded and has judged of its device, or of what it stands on.
        Assert.Matches("There is no device cuda:99 |libtorch",
            Finish("train", "--dataset", "demo", "--engine", "torch", "--device", "cuda:99").Error);

        ProcessResult Finish(params string[] arguments) => WorkbenchProcess.Finish(packed.Start(packed.Tool, folder, arguments));
    }

    [Fact(Explicit = true)]
    public async Task The_tool_serves_its_page()
    {
        using var server = packed.Start(packed.Tool, NewFolder("page"), "ui");
        try
        {
            var address = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            using var browser = new HttpClient();
            Assert.Contains("<title>", await browser.GetStringAsync(address, TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact(Explicit = true)]
    public void The_kernel_of_the_tool_outlives_its_update()
    {
        var folder = NewFolder("update");
        var spec = Path.Combine(packed.Workbench(folder, "kernel", "install", "--prefix", folder).Trim(), "kernel.json");
        var newer = NewerTool("99.0.0");
        PackedWorkbench.Succeed(
            packed.Dotnet(folder, "tool", "update", "Workbench.Cli", "--tool-path", packed.ToolFolder, "--source", newer));
        try
        {
            Assert.Equal("99.0.0",
                Path.GetFileName(Directory.GetDirectories(Path.Combine(packed.ToolFolder, ".store", "workbench.cli")).Single()));
            Assert.Equal(packed.Tool, (string?)JsonNode.Parse(File.ReadAllText(spec))!["argv"]![0]);
            packed.Workbench(folder, "kernel", "check", "--prefix", folder);
        }
        finally
        {
            PackedWorkbench.Succeed(packed.Dotnet(folder, "tool", "update", "Workbench.Cli", "--tool-path", packed.ToolFolder,
                "--source", packed.Feed, "--allow-downgrade"));
        }
    }

    [Fact(Explicit = true)]
    public void Nbclient_executes_the_tour_in_the_kernel_of_the_tool()
    {
        var python = InstalledKernel.Python();
        var folder = NewFolder("jupyter");
        packed.Workbench(folder, "kernel", "install", "--prefix", folder);
        packed.Workbench(folder, "notebooks");
        var environment = packed.Environment;
        environment["JUPYTER_PATH"] = Path.Combine(folder, "share", "jupyter");
        ClientProcess.Run(python, environment, FrontEnds.Program("execute_notebook.py"), Path.Combine(folder, "notebooks", "00-tour.ipynb"),
            Path.Combine(folder, "executed.ipynb"));
    }

    [Fact(Explicit = true)]
    public void The_extension_for_NET_Interactive_is_loaded_by_the_line_that_brings_its_package()
    {
        using var tool = new InteractiveTool();
        using var kernel = tool.Start([.. packed.Environment.Select(variable => (variable.Key, variable.Value))]);
        Assert.Equal("ok", kernel.Execute($"#i \"nuget: {packed.Feed.Replace('\\', '/')}\"\n"
            + $"#i \"nuget: {packed.MachinePackages.Replace('\\', '/')}\"\n#r \"nuget: Workbench.Interactive, {packed.Version}\"").Status);
        Assert.Equal("ok", kernel.Execute("using Workbench.Notebook;\nusing Workbench.Onnx;\nMarkdown(typeof(Lab).Name)").Status);
        // How many runs there are is up to the other tests, which share the tool's data.
        Assert.Contains("1 row", (string?)kernel.Execute("#!sql\nselect count(*) as runs from runs").Outputs[^1]["data"]!["text/plain"],
            StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void The_tool_runs_without_being_installed_and_as_a_tool_of_one_folder()
    {
        var folder = NewFolder("local");
        Assert.StartsWith(packed.Version, PackedWorkbench.Succeed(
            packed.Dotnet(folder, "tool", "exec", "Workbench.Cli", "--yes", "--source", packed.Feed, "--", "--version")),
            StringComparison.Ordinal);
        PackedWorkbench.Succeed(packed.Dotnet(folder, "new", "tool-manifest"));
        PackedWorkbench.Succeed(packed.Dotnet(folder, "tool", "install", "Workbench.Cli", "--source", packed.Feed));
        Assert.StartsWith(packed.Version, PackedWorkbench.Succeed(packed.Dotnet(folder, "tool", "run", "workbench", "--version")),
            StringComparison.Ordinal);
    }

    private string NewFolder(string name) => Directory.CreateDirectory(packed.File("folders", name)).FullName;

    /// <summary>A feed whose tool is the same, but for its version.</summary>
    private string NewerTool(string version)
    {
        var feed = NewFolder($"feed-{version}");
        var copy = Path.Combine(feed, $"Workbench.Cli.{version}.nupkg");
        File.Copy(Path.Combine(packed.Feed, $"Workbench.Cli.{packed.Version}.nupkg"), copy);
        using var package = ZipFile.Open(copy, ZipArchiveMode.Update);
        var nuspec = Nuspec(package);
        nuspec.Descendants().First(element => element.Name.LocalName == "version").Value = version;
        package.GetEntry("Workbench.Cli.nuspec")!.Delete();
        using var stream = package.CreateEntry("Workbench.Cli.nuspec").Open();
        nuspec.Save(stream);
        return feed;
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }
}
