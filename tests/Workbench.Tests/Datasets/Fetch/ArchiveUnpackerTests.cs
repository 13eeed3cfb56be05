using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Workbench.Datasets.Fetch;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets.Fetch;

public sealed class ArchiveUnpackerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("songs/a\0b", @"songs/a\0b is no name of a file")]
    [InlineData("../b", "leads out of the archive's folder")]
    [InlineData("songs/../../b", "leads out of the archive's folder")]
    [InlineData("/tmp/workbench-nowhere/b", "leads out of the archive's folder")]
    [InlineData("songs/a.txt/b", "cannot be written")] // in a file
    public void A_name_that_no_file_may_have_is_refused(string name, string refused)
    {
        Assert.Contains(refused, Unpack(Zip(("songs/a.txt", [1]), (name, [1]))), StringComparison.Ordinal);
        if (!name.Contains('\0')) // the writer of tar files ends names there
            Assert.Contains(refused, Unpack(Tar(("songs/a.txt", [1]), (name, [1]))), StringComparison.Ordinal);
        Assert.Equal(["archive", "out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_is_larger_or_smaller_than_the_archive_says_is_refused_and_never_written_beyond_that()
    {
        var zip = Zip(("a", new byte[1_000_000]));
        // The size stands in the entry and in the directory at the end.
        foreach (var (said, refused) in new[] { (1000, "has more than the 1000 bytes"), (1_000_001, "has 1 bytes less than") })
        {
            var lying = zip.ToArray();
            for (var i = 0; i + 4 <= lying.Length; i++)
                if (BitConverter.ToInt32(lying, i) == 1_000_000)
                    BitConverter.TryWriteBytes(lying.AsSpan(i), said);
            var message = Unpack(lying);
            Assert.Contains("not an archive that can be unpacked", message, StringComparison.Ordinal);
            Assert.Contains(refused, message, StringComparison.Ordinal);
            Assert.InRange(new FileInfo(folder.File("out", "a")).Length, 0, Math.Max(said, 1_000_000 * (said / 1_000_000)));
        }
    }

    /// <summary>Archives with some bytes changed: whole, or one sentence.</summary>
    [Fact]
    public void Whatever_an_archive_holds_no_other_error_comes_of_it()
    {
        var rng = new Random(1);
        byte[][] archives =
            [Zip(("songs/a.txt", new byte[3000]), ("songs/b.txt", [1, 2])), Tar(("songs/a.txt", new byte[3000]), ("songs/b.txt", [1, 2]))];
        for (var trial = 0; trial < Trials.Count(300); trial++)
        {
            var archive = archives[trial % archives.Length].ToArray();
            for (var change = rng.Next(1, 6); change > 0; change--)
                archive[rng.Next(archive.Length)] = (byte)rng.Next(256);
            if (rng.Next(4) == 0)
                archive = archive[..rng.Next(1, archive.Length)];
            if (Unpack(archive) is { } message)
                Assert.DoesNotContain('\n', message);
            Assert.Equal(["archive", "out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        }
    }

    /// <summary>Why an archive was refused; null if it was not.</summary>
    private string? Unpack(byte[] archive)
    {
        var path = folder.File("archive");
        File.WriteAllBytes(path, archive);
        Directory.CreateDirectory(folder.File("out"));
        return Record.Exception(() => new ArchiveUnpacker(path, folder.File("out"), TestWork.Of(threads: 1)).Unpack()) switch
        {
            null => null,
            WorkbenchException error => error.Message,
            var other => throw new InvalidOperationException($"Not told: {Convert.ToHexString(archive)}", other),
        };
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(packed))
            foreach (var (name, content) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return bytes.ToArray();
    }
}
