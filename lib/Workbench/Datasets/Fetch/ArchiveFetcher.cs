using System.Diagnostics;
using System.Security.Cryptography;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>
/// From a published archive to a folder that <see cref="DatasetReader"/> opens: room checked, downloaded, checksum compared, unpacked.
/// The folder is whole or absent; what was stopped goes on with the next call.
/// </summary>
public sealed class ArchiveFetcher
{
    private static readonly HttpClient Client = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// The folder that holds the archives' files, where it is another than the publisher's; a mirror or a copy of one's own.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Whether the archive stays beside the folder once it is unpacked.</summary>
    public bool KeepsArchive { get; init; }

    /// <summary>Bytes that are free on the disk of a folder.</summary>
    internal Func<string, long> FreeBytes { get; init; } =
        static folder => new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;

    /// <summary>See <see cref="Download.FirstWait"/>.</summary>
    internal TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>See <see cref="Download.Patience"/>.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Fetches an archive, and first the one that it needs.</summary>
    /// <param name="archive">Which one.</param>
    /// <param name="folder">Where its folder goes; made if absent.</param>
    /// <param name="work">
    /// Threads to unpack with; told of bytes downloaded, compared and unpacked; what is done when it is stopped is kept. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The archive's folder.</returns>
    /// <exception cref="WorkbenchException">No room, no connection, no such file there, another checksum, or a damaged archive.</exception>
    public string Fetch(PublishedArchive archive, string folder, Work? work = null) =>
        (work ?? Work.Default).Apart(inner => FetchWith(archive, folder, inner));

    private string FetchWith(PublishedArchive archive, string folder, Work work)
    {
        if (archive.Needs is { } needed)
            FetchWith(PublishedArchive.Named(needed), folder, work);
        Directory.CreateDirectory(folder);
        var unpacked = Path.GetFullPath(Path.Combine(folder, archive.Name));
        if (Directory.Exists(unpacked))
            return unpacked;
        var file = Path.Combine(folder, archive.FileName);
        if (!File.Exists(file))
            Download(archive, file, work);
        Unpack(archive, file, unpacked, work);
        if (!KeepsArchive)
            File.Delete(file);
        return unpacked;
    }

    private void Download(PublishedArchive archive, string file, Work work)
    {
        var partial = file + ".partial";
        var address = Mirror is null ? archive.Address : new(Mirror.AbsoluteUri.TrimEnd('/') + '/' + archive.FileName);
        new Download(Client, address, partial) { FirstWait = FirstWait, Patience = Patience }
            .RunAsync(length => RequireRoom(archive, Path.GetDirectoryName(Path.GetFullPath(file))!, length), work)
            .GetAwaiter().GetResult();
        var checksum = ChecksumOf(partial, archive, work);
        if (checksum != archive.Checksum)
        {
            File.Delete(partial);
            throw new WorkbenchException($"{address}: what came has the checksum {checksum}, not the published {archive.Checksum}; "
                + "it was deleted. Fetch it again; if that does not help, the file there is another by now.");
        }
        File.Move(partial, file);
    }

    private void RequireRoom(PublishedArchive archive, string folder, long? toCome)
    {
        var needed = (toCome ?? archive.Bytes) + archive.UnpackedBytes;
        if (FreeBytes(folder) is var free && free < needed)
            throw new WorkbenchException($"{folder}: {archive.Name} needs {TransferProgress.InWords(needed)} "
                + $"({TransferProgress.InWords(toCome ?? archive.Bytes)} to download and about "
                + $"{TransferProgress.InWords(archive.UnpackedBytes)} unpacked), and {TransferProgress.InWords(free)} are free. "
                + "Make room, or name a folder on another disk (--out).");
    }

    private static string ChecksumOf(string file, PublishedArchive archive, Work work)
    {
        var algorithm = archive.Checksum.Split(':')[0];
        using var hash = IncrementalHash.CreateHash(new(algorithm.ToUpperInvariant()));
        using var stream = File.OpenRead(file);
        var (buffer, clock) = (new byte[1 << 20], Stopwatch.StartNew());
        while (stream.Read(buffer) is > 0 and var count)
        {
            work.ThrowIfStopped();
            hash.AppendData(buffer, 0, count);
            work.Report(new TransferProgress($"Checking {archive.FileName}", stream.Position, stream.Length,
                stream.Position / Math.Max(1e-3, clock.Elapsed.TotalSeconds)));
        }
        return $"{algorithm}:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>Unpacks beside the place under a temporary name, then moves the one folder of the archive to its place.</summary>
    private static void Unpack(PublishedArchive archive, string file, string unpacked, Work work)
    {
        var partial = unpacked + ".partial";
        new ArchiveUnpacker(file, partial, work).Unpack();
        if (Directory.GetFileSystemEntries(partial) is not [var only] || !Directory.Exists(only))
            throw new WorkbenchException(
                $"{file}: not the archive {archive.Name}: it does not hold one folder. Delete it and fetch it again.");
        Directory.Move(only, unpacked);
        Directory.Delete(partial);
    }
}
