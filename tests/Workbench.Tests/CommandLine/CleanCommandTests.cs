using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class CleanCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_shows_what_can_be_freed_and_frees_what_was_named()
    {
        WorkbenchProcess.Run(folder.File("data"), "features", TinyCorpus.Make(folder.File("songs")));
        var shown = WorkbenchProcess.Run(folder.File("data"), "clean");
        Assert.Equal(0, shown.ExitCode);
        Assert.Matches("features +[0-9.]+ KiB +mfcc, 24 songs, last used 20", shown.Output);
        var freed = WorkbenchProcess.Run(folder.File("data"), "clean", "--features", "--yes");
        Assert.Equal(0, freed.ExitCode);
        Assert.Contains("KiB freed", freed.Output, StringComparison.Ordinal);
        Assert.Contains("0 bytes can be freed", WorkbenchProcess.Run(folder.File("data"), "clean").Output, StringComparison.Ordinal);
    }
}
