using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Torch.Natives;

namespace Workbench.Tests.Torch;

public sealed class NativeSearchTests : IDisposable
{
    private readonly TempFolder folder = new();

    private NativeSearch Search => new(null, folder.File("data", "torch"), folder.File("packages"), "linux-x64");

    [Fact]
    public void The_folder_that_was_named_is_the_only_one()
    {
        Lay(Search.Data, NativePlace.LibTorchName, NativePlace.TorchSharpName);
        var named = Search with { Named = folder.File("named") };
        Assert.Equal(named.Named, named.Target);
        var error = Assert.Throws<WorkbenchException>(() => named.Find());
        Assert.Equal($"WORKBENCH_TORCH names {named.Named}, which does not hold both {NativePlace.FileName("torch_cpu")} and "
            + $"{NativePlace.FileName("LibTorchSharp")}: name the right folder, or, to install it there, {NativeSearch.Remedy}.",
            error.Message);
        Lay(named.Named!, NativePlace.LibTorchName, NativePlace.TorchSharpName);
        Assert.Equal(new(named.Named!, named.Named!), named.Find());
    }

    [Fact]
    public void The_data_folder_comes_before_NuGets_and_half_of_it_does_not_count()
    {
        var libtorch = Package("libtorch-cpu-linux-x64", "2.10.0");
        var torchSharp = Package("torchsharp", NativeSearch.TorchSharpVersion);
        Lay(libtorch, NativePlace.LibTorchName);
        Lay(torchSharp, NativePlace.TorchSharpName);
        Lay(Search.Data, NativePlace.LibTorchName);
        Assert.Equal(new(libtorch, torchSharp), Search.Find());
        Lay(Search.Data, NativePlace.TorchSharpName);
        Assert.Equal(new(Search.Data, Search.Data), Search.Find());
        Assert.Equal(Search.Data, Search.Target);
    }

    [Fact]
    public void Where_there_is_none_the_places_and_the_command_are_told()
    {
        var script = OperatingSystem.IsWindows() ? "environment/install-torch.ps1" : "environment/install-torch.sh";
        var error = Assert.Throws<WorkbenchException>(() => Search.Find());
        Assert.Equal($"libtorch 2.10.0 is not installed (neither in {Search.Data} nor in {Search.Packages}): run {script}.", error.Message);
        Assert.True(File.Exists(Path.Combine([Repository.Root, .. script.Split('/')])));
    }

    [Fact]
    public void A_machine_that_there_is_none_for_is_told_so()
    {
        var error = Assert.Throws<WorkbenchException>(() =>
            (Search with { Platform = NativeSearch.PlatformOf("linux", System.Runtime.InteropServices.Architecture.Arm64) }).Find());
        Assert.Equal("There is no libtorch for linux-arm64, only for linux-x64, osx-arm64, win-arm64, win-x64: here the managed engine "
            + "trains.", error.Message);
    }

    [Fact]
    public void A_library_that_is_none_is_refused_in_one_sentence()
    {
        Lay(Search.Data, NativePlace.LibTorchName, NativePlace.TorchSharpName);
        var error = Assert.Throws<WorkbenchException>(() => Search.Find().Load());
        Assert.StartsWith($"{Path.Combine(Search.Data, NativePlace.FileName("torch_cpu"))} cannot be loaded: ", error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith($" To install it anew, delete {Search.Data} and {NativeSearch.Remedy}.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(0, Search.Find().Find("torch_cuda"));
    }

    [Fact]
    public void A_system_that_is_older_than_TorchSharp_is_told_so_instead_of_all_that_was_tried()
    {
        // What .NET 10.0.12 says on Debian 12, shortened.
        DllNotFoundException refused = new("Unable to load shared library '/d/torch/libLibTorchSharp.so' or one of its dependencies. In "
            + "order to help diagnose loading problems, consider using a tool like strace.\n/usr/lib/x86_64-linux-gnu/libstdc++.so.6: "
            + "version `GLIBCXX_3.4.32' not found (required by /d/torch/libLibTorchSharp.so)\n");
        var error = Assert.IsType<OldLibraryException>(NativePlace.Refusal("/d/torch/libLibTorchSharp.so", refused));
        Assert.Equal("GLIBCXX_3.4.32", error.Version);
        Assert.Equal("/d/torch/libLibTorchSharp.so demands GLIBCXX_3.4.32 of the C++ library, and this system's is older: "
            + $"{NativeSearch.Remedy}, which mends that.", error.Message);
    }

    public void Dispose() => folder.Dispose();

    private string Package(string id, string version) => Path.Combine(Search.Packages, id, version, "runtimes", "linux-x64", "native");

    private static void Lay(string place, params string[] names)
    {
        Directory.CreateDirectory(place);
        foreach (var name in names)
            File.WriteAllText(Path.Combine(place, NativePlace.FileName(name)), "no library");
    }
}
