using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Foundation;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_failure_leaves_what_stood_there()
    {
        var path = folder.File("made");
        AtomicFolder.Write(path, _ => false, partial => File.WriteAllText(Path.Combine(partial, "a.txt"), "1"));
        Assert.Throws<InvalidOperationException>(() => AtomicFolder.Write(path, _ => true, partial =>
        {
            File.WriteAllText(Path.Combine(partial, "a.txt"), "2");
            throw new InvalidOperationException();
        }));
        Assert.Equal("1", File.ReadAllText(Path.Combine(path, "a.txt")));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_may_be_replaced_is_replaced_as_a_whole()
    {
        var path = folder.File("made") + Path.DirectorySeparatorChar;
        foreach (var name in new[] { "a.txt", "b.txt" })
            AtomicFolder.Write(path, _ => true, partial => File.WriteAllText(Path.Combine(partial, name), ""));
        Assert.Equal(["b.txt"], Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)));
    }
}
