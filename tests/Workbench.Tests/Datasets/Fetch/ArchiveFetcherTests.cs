using System.IO.Compression;
using System.Security.Cryptography;
using SharpCompress.Common;
using SharpCompress.Writers;
using SharpCompress.Writers.Zip;
using Workbench.Datasets.Fetch;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets.Fetch;

public sealed class ArchiveFetcherTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly byte[] song = new byte[300_000];
    private readonly byte[] zip;

    public ArchiveFetcherTests()
    {
        new Random(1).NextBytes(song);
        zip = Zip("small/README.txt");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_archive_compressed_with_bzip2_as_FMA_is_becomes_a_folder()
    {
        using var server = new FileServer(zip);
        var progress = new ProgressList<WorkProgress>();
        var place = Fetch(server, work: TestWork.Of(progress));
        Assert.Equal(song, File.ReadAllBytes(Path.Combine(place, "000", "000002.mp3")));
        Assert.Equal(["small"], Names()); // no archive, nothing under a temporary name
        Assert.Equal(["Fetching small.zip", "Checking small.zip", "Unpacking small.zip"], progress.Reports.Select(r => r.Task).Distinct());
        Assert.All(progress.Reports.GroupBy(r => r.Task), task => Assert.Equal(task.Last().Total, task.Last().Done));

        Fetch(server);
        Assert.Single(server.Starts); // what is there is not fetched again
    }

    [Fact]
    public void A_tar_file_becomes_a_folder_and_the_archive_is_kept_where_asked()
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = WriterFactory.OpenWriter(packed, ArchiveType.Tar, new WriterOptions(CompressionType.None)))
            writer.Write("genres/blues/blues.00000.wav", new MemoryStream(song), null);
        using var server = new FileServer(bytes.ToArray());
        var place = Fetch(server, "gtzan.tar.gz", keeps: true);
        Assert.Equal(song, File.ReadAllBytes(Path.Combine(place, "blues", "blues.00000.wav")));
        Assert.Equal(["gtzan", "gtzan.tar.gz"], Names());
    }

    [Fact]
    public void A_cut_connection_is_taken_up_where_it_broke()
    {
        using var server = new FileServer(zip) { Cuts = { 100_000, 50_000 } };
        var place = Fetch(server);
        Assert.Equal(song, File.ReadAllBytes(Path.Combine(place, "000", "000002.mp3")));
        Assert.Equal([0, 100_000, 150_000], server.Starts);
    }

    [Fact]
    public void A_server_that_cuts_again_and_again_is_given_up_and_the_next_call_goes_on()
    {
        using var server = new FileServer(zip) { Cuts = { 100_000, 0, 0, 0, 0, 0 } };
        var error = Assert.Throws<WorkbenchException>(() => Fetch(server));
        Assert.Contains("no connection", error.Message, StringComparison.Ordinal);
        Assert.Contains("(97.7 KiB) is kept: the same command goes on from there.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["small.zip.partial"], Names());
        server.Starts.Clear();
        Fetch(server);
        Assert.Equal([100_000], server.Starts);
    }

    [Fact]
    public void A_connection_that_brings_nothing_counts_as_cut()
    {
        using var server = new FileServer(zip) { StallsAfter = 1000 };
        Assert.True(Directory.Exists(Fetch(server, patience: TimeSpan.FromSeconds(5))));
        Assert.Equal([0, 1000], server.Starts);
    }

    [Fact]
    public void A_server_without_ranges_starts_anew()
    {
        folder.Write("out/small.zip.partial", zip[..1000]);
        using var server = new FileServer(zip) { KnowsRanges = false };
        Assert.True(Directory.Exists(Fetch(server)));
        Assert.Equal([1000], server.Starts);
    }

    [Fact]
    public void What_was_whole_already_is_not_fetched_again()
    {
        folder.Write("out/small.zip.partial", zip);
        using var server = new FileServer(zip);
        Assert.True(Directory.Exists(Fetch(server)));
    }

    [Fact]
    public void A_partial_file_longer_than_the_server_s_is_dropped()
    {
        folder.Write("out/small.zip.partial", [.. zip, 0, 0]);
        using var server = new FileServer(zip);
        Assert.True(Directory.Exists(Fetch(server)));
        Assert.Equal([zip.Length + 2, 0], server.Starts);
    }

    [Fact]
    public void Another_checksum_keeps_nothing()
    {
        using var server = new FileServer([1, 2, 3]);
        var error = Assert.Throws<WorkbenchException>(() => Fetch(server, checksum: "sha1:" + new string('0', 40)));
        // Of bytes 1 2 3, by sha1sum 9.1.
        Assert.Contains("has the checksum sha1:7037807198c22a7d2b0807371d763779a84fdfcf, not the published sha1:0000",
            error.Message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_lack_of_room_is_told_before_anything_is_written()
    {
        using var server = new FileServer(zip);
        var error = Assert.Throws<WorkbenchException>(() => Fetch(server, free: 1 << 20));
        Assert.Matches("small needs 2.2 MiB \\([0-9.]+ KiB to download and about 1.9 MiB unpacked\\), and 1 MiB are free. Make room",
            error.Message);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task What_was_stopped_is_kept_and_goes_on()
    {
        using var server = new FileServer(zip) { StallsAfter = 200_000 };
        using var stop = new CancellationTokenSource();
        var fetching = Task.Run(() => Fetch(server, work: new() { Token = stop.Token }));
        var partial = folder.File("out", "small.zip.partial");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(partial) && new FileInfo(partial).Length == 200_000, TimeSpan.FromMinutes(2)));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.True(Directory.Exists(Fetch(server)));
        Assert.Equal([0, 200_000], server.Starts);
    }

    [Fact]
    public void Unpacking_that_was_stopped_goes_on()
    {
        using var server = new FileServer(zip);
        using var stop = new CancellationTokenSource();
        var progress =
            new ProgressList<WorkProgress>(r => { if (r.Task.StartsWith("Unpacking", StringComparison.Ordinal)) stop.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Fetch(server, work: new() { Threads = 2, Progress = progress, Token = stop.Token }));
        Assert.Equal(["small.partial", "small.zip"], Names());
        var partial = folder.File("out", "small.partial", "small");
        var written = Directory.GetFiles(partial, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(partial, path), File.GetLastWriteTimeUtc);
        Assert.NotEmpty(written); // each thread may have finished one
        var place = Fetch(server);
        Assert.All(written, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(Path.Combine(place, file.Key)))); // left as they were
        Assert.Single(server.Starts);
    }

    [Theory]
    [InlineData("404 Not Found",
        "the server answers 404 Not Found. It may have moved: look at its publisher's page, or name another place")]
    [InlineData("503 Service Unavailable", "the server answers 503 Service Unavailable. Try again later")]
    public void A_server_that_refuses_is_quoted(string status, string expected)
    {
        using var server = new FileServer([]) { Status = status };
        Assert.Contains(expected, Assert.Throws<WorkbenchException>(() => Fetch(server)).Message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public void No_network_is_told_at_once()
    {
        var server = new FileServer(zip);
        server.Dispose();
        var error = Assert.Throws<WorkbenchException>(() => Fetch(server));
        Assert.Contains("no connection", error.Message, StringComparison.Ordinal);
        Assert.Contains("Check the network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_refused()
    {
        using var server = new FileServer(Zip("../../outside.txt"));
        Assert.Contains("leads out of the archive's folder",
            Assert.Throws<WorkbenchException>(() => Fetch(server)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("outside.txt")));
    }

    [Fact]
    public void What_is_no_archive_is_refused()
    {
        using var server = new FileServer("These are 45 bytes of text and not an archive"u8.ToArray());
        Assert.Contains("not an archive that can be unpacked",
            Assert.Throws<WorkbenchException>(() => Fetch(server)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_whole()
    {
        Assert.Equal(["fma_metadata", "fma_small", "fma_medium", "fma_large", "fma_full", "gtzan"],
            PublishedArchive.All.Select(a => a.Name));
        Assert.All(PublishedArchive.All, a =>
        {
            Assert.Matches("^(sha1:[0-9a-f]{40}|md5:[0-9a-f]{32})$", a.Checksum);
            Assert.True(
                a.Address.Scheme == "https" && a.Bytes > 0 && a.UnpackedBytes > a.Bytes && a.Licence.Length > 0 && a.What.Length > 0);
            Assert.True(a.Needs is null || PublishedArchive.Named(a.Needs) is not null);
        });
        Assert.Contains("no dataset of this name can be fetched; did you mean fma_",
            Assert.Throws<WorkbenchException>(() => PublishedArchive.Named("fma")).Message, StringComparison.Ordinal);
    }

    private string Fetch(FileServer server, string file = "small.zip", string? checksum = null, long free = long.MaxValue,
        bool keeps = false, TimeSpan? patience = null, Work? work = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(server.Content);
        checksum ??= "sha1:" + Convert.ToHexStringLower(hash.GetHashAndReset());
        var archive = new PublishedArchive(file.Split('.')[0], new($"https://example.org/{file}"), 1, 2_000_000, checksum, null, "", "");
        var fetcher = new ArchiveFetcher
        {
            Mirror = server.Address,
            KeepsArchive = keeps,
            FreeBytes = _ => free,
            FirstWait = TimeSpan.Zero,
            Patience = patience ?? TimeSpan.FromMinutes(1),
        };
        return fetcher.Fetch(archive, folder.File("out"), work ?? TestWork.Of());
    }

    private IEnumerable<string> Names() =>
        Directory.EnumerateFileSystemEntries(folder.File("out")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);

    /// <summary>One folder, compressed with bzip2 as those of FMA are.</summary>
    private byte[] Zip(string readme)
    {
        using var bytes = new MemoryStream();
        using (var writer = WriterFactory.OpenWriter(bytes, ArchiveType.Zip,
            new ZipWriterOptions(CompressionType.BZip2) { LeaveStreamOpen = true }))
        {
            writer.Write(readme, new MemoryStream("Each .mp3 is licensed by its artist."u8.ToArray()), new DateTime(2017, 4, 1));
            writer.Write("small/000/000002.mp3", new MemoryStream(song), new DateTime(2017, 4, 1));
        }
        return bytes.ToArray();
    }
}
