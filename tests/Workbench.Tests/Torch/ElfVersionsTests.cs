using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Torch.Natives;

namespace Workbench.Tests.Torch;

/// <summary>Tried on TorchSharp's library for Linux, which NuGet lays on every system.</summary>
public class ElfVersionsTests
{
    [Fact]
    public void One_byte_has_a_loader_do_without_a_version_that_nothing_uses()
    {
        var (before, bytes) = (Library(), Library());
        new ElfVersions(bytes).Weaken("GLIBCXX_3.4.32");
        var changed = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] != before[i]).ToArray();
        // readelf -V (binutils 2.40): .gnu.version_r lies at 0x3f8f0, the version at 0x0140 in it, its flags 4 bytes further; 2 is "WEAK".
        Assert.Equal([0x3f8f0 + 0x140 + 4], changed);
        Assert.Equal((0, 2), (before[changed[0]], bytes[changed[0]]));
    }

    [Fact]
    public void A_version_of_what_is_called_stays()
    {
        var error = Assert.Throws<WorkbenchException>(() => new ElfVersions(Library()).Weaken("GLIBCXX_3.4.30"));
        Assert.Equal("Version GLIBCXX_3.4.30 cannot be done without: _ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE is used.",
            error.Message); // readelf --dyn-syms: its only symbol
    }

    [Fact]
    public void A_version_that_is_not_demanded_and_a_file_that_is_no_library_are_told()
    {
        Assert.Equal("Version GLIBCXX_3.4.99 is not demanded.",
            Assert.Throws<WorkbenchException>(() => new ElfVersions(Library()).Weaken("GLIBCXX_3.4.99")).Message);
        foreach (var bytes in new byte[][] { [], new byte[100], [.. "MZ"u8, .. new byte[100]] })
            Assert.Equal("This is no library of Linux of 64 bits (ELF, little-endian).",
                Assert.Throws<WorkbenchException>(() => new ElfVersions(bytes)).Message);
    }

    [Fact]
    public void A_system_that_is_older_loads_what_the_installation_has_mended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux, where libraries demand versions");
        InstalledTorch.OrSkip();
        using var folder = new TempFolder();
        var copy = folder.Write("libLibTorchSharp.so", Library());
        var place = NativeSearch.OfThisProcess().Find() with { TorchSharp = folder.Path };
        var mended = TorchInstaller.Mend(place);
        Assert.True(mended is null or "GLIBCXX_3.4.32", mended);
        Assert.Equal(mended is null, File.ReadAllBytes(copy).AsSpan().SequenceEqual(Library()));
        place.Load();
        Assert.Null(TorchInstaller.Mend(place));
    }

    private static byte[] Library()
    {
        var path = Path.Combine(NativeSearch.OfThisProcess().Packages, "torchsharp", "0.107.0", "runtimes", "linux-x64", "native",
            "libLibTorchSharp.so");
        Assert.SkipUnless(File.Exists(path), $"needs TorchSharp 0.107.0 among NuGet's packages, and {path} is not there");
        return File.ReadAllBytes(path);
    }
}
