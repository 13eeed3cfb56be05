using System.IO.Compression;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Torch.Natives;

namespace Workbench.Tests.Torch;

/// <summary>Packages as NuGet serves them, but small, in a folder that is the only feed; no network is asked.</summary>
public sealed class NativePackageTests : IDisposable
{
    private readonly TempFolder folder = new();

    private readonly string platform = NativeSearch.OfThisProcess().Platform;

    public NativePackageTests()
    {
        folder.Write("NuGet.Config", """
            <configuration><packageSources><clear /><add key="here" value="feed" /></packageSources></configuration>
            """);
        Directory.CreateDirectory(folder.File("feed"));
    }

    [Fact]
    public void Native_files_of_both_packages_are_laid_together_and_nothing_else()
    {
        var package = NativePackage.For(platform, cuda: false);
        string[] libraries = [NativePlace.FileName("torch_cpu"), NativePlace.FileName("c10"), NativePlace.FileName("LibTorchSharp")];
        Pack(package.Id, TorchNatives.Version, libraries[..2]);
        Pack("TorchSharp", NativeSearch.TorchSharpVersion, [libraries[2], NativePlace.FileName("SkiaSharp")]);
        var target = Directory.CreateDirectory(folder.File("torch")).FullName;
        package.LayInto(target, platform, TestWork.Of());
        Assert.Equal(libraries.Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(target).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(libraries, name => Assert.Equal($"content of {name}", File.ReadAllText(Path.Combine(target, name))));
    }

    [Fact]
    public void What_NuGet_says_is_told_in_one_sentence_where_a_package_is_missing()
    {
        var package = NativePackage.For(platform, cuda: false);
        Pack("TorchSharp", NativeSearch.TorchSharpVersion, [NativePlace.FileName("LibTorchSharp")]);
        var error = Assert.Throws<WorkbenchException>(() =>
            package.LayInto(Directory.CreateDirectory(folder.File("torch")).FullName, platform, TestWork.Of()));
        Assert.StartsWith($"{package.Id} 2.10.0 could not be fetched: error NU1101: Unable to find package {package.Id}.", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        var target = Directory.CreateDirectory(folder.File("torch")).FullName;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            NativePackage.For(platform, cuda: false).LayInto(target, platform, new Work { Token = stop.Token }));
    }

    [Fact]
    public void GPUs_of_NVIDIA_have_packages_of_their_own_on_two_platforms()
    {
        Assert.Equal("libtorch-cuda-12.8-win-x64", NativePackage.For("win-x64", cuda: true).Id);
        Assert.Equal("There is no libtorch with CUDA for osx-arm64, only for linux-x64 and win-x64; Apple's GPUs (mps) need nothing but "
            + "the usual one.", Assert.Throws<WorkbenchException>(() => NativePackage.For("osx-arm64", cuda: true)).Message);
        Assert.All(NativeSearch.Platforms, name => Assert.Equal($"libtorch-cpu-{name}", NativePackage.For(name, cuda: false).Id));
    }

    public void Dispose() => folder.Dispose();

    private void Pack(string id, string version, string[] libraries)
    {
        using var package = ZipFile.Open(folder.File("feed", $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        Write($"{id}.nuspec", $"""
            <package><metadata><id>{id}</id><version>{version}</version><authors>nobody</authors><description>none</description>
            <dependencies><group targetFramework="net8.0" /></dependencies></metadata></package>
            """);
        foreach (var library in libraries)
            Write($"runtimes/{platform}/native/{library}", $"content of {library}");

        void Write(string name, string text)
        {
            using StreamWriter writer = new(package.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
