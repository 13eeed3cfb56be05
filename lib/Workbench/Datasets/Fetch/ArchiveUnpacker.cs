using System.Diagnostics;
using System.Runtime.ExceptionServices;
using SharpCompress.Archives.Zip;
using SharpCompress.Common;
using SharpCompress.Readers;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>
/// Unpacks a <c>.zip</c> or <c>.tar.gz</c> file. FMA's zip files are compressed with bzip2, which .NET's own reader does not know, and
/// which takes so long that several threads share the files of the archive.
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="folder">Where its files go; made if absent.</param>
/// <param name="work">Threads; told how many bytes of the archive are unpacked; stopped between two files.</param>
internal sealed class ArchiveUnpacker(string archive, string folder, Work work)
{
    private readonly string root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
    private readonly long length = new FileInfo(archive).Length;
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>
    /// Unpacks; files that are there at their full length are left as they are, so that a second call goes on where the first was stopped.
    /// </summary>
    /// <exception cref="WorkbenchException">The archive is damaged, or a name in it leads out of the folder.</exception>
    public void Unpack()
    {
        try
        {
            if (ZipArchive.IsZipFile(archive))
                UnpackZip();
            else
                UnpackStream();
            Report(length);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(
                errors.InnerExceptions[0] is SharpCompressException damage ? Damaged(damage) : errors.InnerExceptions[0]);
        }
        catch (Exception error) when (error is SharpCompressException or InvalidOperationException or InvalidDataException)
        {
            throw Damaged(error);
        }
    }

    private void UnpackZip()
    {
        var done = 0L;
        Parallel.For(0, work.Threads, work.LoopOptions, thread =>
        {
            using var zip = ZipArchive.OpenArchive(archive);
            foreach (var (index, entry) in zip.Entries.ToList().Index().Where(e => e.Index % work.Threads == thread))
            {
                Write(entry, entry.OpenEntryStream);
                Report(Interlocked.Add(ref done, entry.CompressedSize));
            }
        });
    }

    private void UnpackStream()
    {
        using var file = File.OpenRead(archive);
        using var reader = ReaderFactory.OpenReader(file);
        while (reader.MoveToNextEntry())
        {
            Write(reader.Entry, reader.OpenEntryStream);
            Report(file.Position);
        }
    }

    private void Write(IEntry entry, Func<Stream> open)
    {
        work.ThrowIfStopped();
        var path = Path.GetFullPath(Path.Combine(root, entry.Key ?? ""));
        if (!path.StartsWith(root, StringComparison.Ordinal))
            throw new WorkbenchException($"{archive}: the name {entry.Key} leads out of the archive's folder. Do not trust this file.");
        if (entry.IsDirectory || (File.Exists(path) && new FileInfo(path).Length == entry.Size))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var source = open();
        using var target = File.Create(path);
        source.CopyTo(target);
    }

    private void Report(long done) =>
        work.Report(new TransferProgress($"Unpacking {Path.GetFileName(archive)}", done, length,
            done / Math.Max(1e-3, clock.Elapsed.TotalSeconds)));

    private WorkbenchException Damaged(Exception error) =>
        new($"{archive}: not an archive that can be unpacked ({error.Message.TrimEnd('.')}). Delete it and fetch it again.", error);
}
