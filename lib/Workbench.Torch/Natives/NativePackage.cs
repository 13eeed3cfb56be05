using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;
using Workbench.Foundation;

namespace Workbench.Torch.Natives;

/// <summary>
/// Has the .NET SDK fetch native code: it builds a project without code that refers to the packages, which checks what comes against the
/// packages' checksums and signatures, and lays native files together, those that packages carry in pieces too.
/// </summary>
/// <param name="Id">The package of libtorch.</param>
/// <param name="Bytes">What is downloaded; 0 where that is not known.</param>
internal sealed record NativePackage(string Id, long Bytes)
{
    private const string Project = "natives";

    /// <summary>TorchSharp's package and those that it asks for.</summary>
    private const long TorchSharpBytes = 30_521_215;

    /// <summary>The package for a machine.</summary>
    /// <param name="platform">One of <see cref="NativeSearch.Platforms"/>.</param>
    /// <param name="cuda">Whether for GPUs of NVIDIA.</param>
    /// <exception cref="WorkbenchException">There is none.</exception>
    public static NativePackage For(string platform, bool cuda) => (platform, cuda) switch
    {
        ("linux-x64" or "win-x64", true) => new($"libtorch-cuda-12.8-{platform}", 0),
        (_, true) => throw new WorkbenchException($"There is no libtorch with CUDA for {platform}, only for linux-x64 and win-x64"
            + (platform == "osx-arm64" ? "; Apple's GPUs (mps) need nothing but the usual one." : ".")),
        ("linux-x64", _) => new($"libtorch-cpu-{platform}", 128_200_806 + TorchSharpBytes),
        ("win-x64", _) => new($"libtorch-cpu-{platform}", 79_854_046 + TorchSharpBytes),
        ("osx-arm64", _) => new($"libtorch-cpu-{platform}", 56_910_439 + TorchSharpBytes),
        ("win-arm64", _) => new($"libtorch-cpu-{platform}", 41_962_447 + TorchSharpBytes),
        _ => throw new WorkbenchException(NativeSearch.NotFor(platform)),
    };

    /// <summary>What is told before it comes.</summary>
    public string Size => Bytes > 0
        ? $"{TransferProgress.InWords(Bytes)} to download, at most 1 GiB of disk meanwhile and half of it afterwards"
        : "several gigabytes to download, and several times as much disk";

    /// <summary>Lays the native files of libtorch and of TorchSharp into a folder.</summary>
    /// <param name="platform">One of <see cref="NativeSearch.Platforms"/>.</param>
    /// <param name="folder">An empty folder; what else it takes to get there is gone afterwards.</param>
    /// <param name="work">Told of the bytes; stopping it ends the program that downloads.</param>
    /// <exception cref="WorkbenchException">It could not be fetched.</exception>
    public void LayInto(string folder, string platform, Work work)
    {
        var projectFolder = Directory.CreateDirectory(Path.Combine(folder, Project)).FullName;
        Describe(platform).Save(Path.Combine(projectFolder, Project + ".csproj"));
        Build(projectFolder, work);
        foreach (var file in Directory.GetFiles(Path.Combine(projectFolder, "out")))
            if (Path.GetFileNameWithoutExtension(file) is var name && !name.StartsWith(Project, StringComparison.Ordinal)
                && !name.Contains("SkiaSharp", StringComparison.Ordinal)) // TorchSharp would draw with it
                File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        Directory.Delete(projectFolder, recursive: true);
    }

    /// <summary>The project; nothing that lies above its folder has a say but the user's feeds.</summary>
    private XElement Describe(string platform) => new("Project",
        Properties(("ImportDirectoryBuildProps", "false"), ("ImportDirectoryBuildTargets", "false"),
            ("ImportDirectoryPackagesProps", "false")),
        new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
        Properties(("TargetFramework", "net10.0"), ("RuntimeIdentifier", platform), ("SelfContained", "false"),
            ("EnableDefaultItems", "false"), ("NuGetAudit", "false"),
            ("CopyLocalLockFileAssemblies", "true"), ("CreateHardLinksForCopyLocalIfPossible", "true"),
            ("RestorePackagesPath", "$(MSBuildProjectDirectory)/packages")),
        new XElement("ItemGroup",
            Reference("TorchSharp", NativeSearch.TorchSharpVersion, ("IncludeAssets", "native")),
            Reference(Id, TorchNatives.Version)),
        new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")));

    private static XElement Properties(params (string Name, string Value)[] properties) =>
        new("PropertyGroup", properties.Select(property => new XElement(property.Name, property.Value)));

    private static XElement Reference(string id, string version, params (string Name, string Value)[] attributes) =>
        new("PackageReference", new XAttribute("Include", id), new XAttribute("Version", $"[{version}]"),
            attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)));

    private void Build(string projectFolder, Work work)
    {
        var downloads = Path.Combine(projectFolder, "downloads");
        using var process = Start(projectFolder, downloads);
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var ended = process.WaitForExitAsync(CancellationToken.None);
            for (var began = Stopwatch.GetTimestamp(); !ended.Wait(200, work.Token);)
                work.Report(Progress(downloads, Stopwatch.GetElapsedTime(began)));
            if (process.ExitCode != 0)
                throw new WorkbenchException(
                    $"{Id} {TorchNatives.Version} could not be fetched: {Complaint(said.GetAwaiter().GetResult())}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private TransferProgress Progress(string downloads, TimeSpan elapsed)
    {
        var done = Directory.Exists(downloads)
            ? new DirectoryInfo(downloads).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0) : 0;
        return new($"fetch {Id} {TorchNatives.Version}", done, Bytes, done / elapsed.TotalSeconds);
    }

    private static Process Start(string projectFolder, string downloads)
    {
        var start = new ProcessStartInfo("dotnet", ["build", Project + ".csproj", "-o", "out", "-v", "q", "-nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = projectFolder,
            RedirectStandardOutput = true,
        };
        start.Environment["NUGET_HTTP_CACHE_PATH"] = downloads; // where its growth is seen
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0"; // nothing is left running
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en"; // what it says is read
        start.Environment["DOTNET_NOLOGO"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new WorkbenchException("There is no program dotnet on the PATH: install the .NET SDK from https://dot.net.", error);
        }
    }

    /// <summary>The first error among what a build says, without the file that it names before and behind.</summary>
    internal static string Complaint(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? string.Join(' ', lines.Take(3));
        var from = Math.Max(0, line.IndexOf("error", StringComparison.Ordinal));
        var to = line.LastIndexOf(" [", StringComparison.Ordinal);
        return to > from ? line[from..to] : line[from..];
    }
}
