extern alias library;

using Workbench.Tests.Reference;
using AtomicFile = library::Workbench.Foundation.AtomicFile;

namespace Workbench.Tests.Foundation;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_written_with_its_folder_and_nothing_else()
    {
        var path = Path.Combine(folder.Path, "new", "file.txt");
        AtomicFile.WriteText(path, "Grüße\n");
        Assert.Equal("Grüße\n"u8, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void An_old_file_survives_a_write_that_fails_half_way()
    {
        var path = folder.File("file.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_device_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are no files there");
        Assert.Contains("/dev/null is a device", Assert.Throws<IOException>(() => AtomicFile.WriteText("/dev/null", "text")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_again_replaces_the_file()
    {
        var path = folder.File("file.txt");
        AtomicFile.WriteText(path, "a long first text");
        AtomicFile.WriteText(path, "short");
        Assert.Equal("short", File.ReadAllText(path));
    }
}
