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
                IsDamage(errors.InnerExceptions[0]) ? Damaged(errors.InnerExceptions[0].Message, errors) : errors.InnerExceptions[0]);
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Damaged(error.Message, error);
        }
    }

    /// <summary>What the readers of formats throw where a file is none of theirs, or is broken.</summary>
    private static bool IsDamage(Exception error) => error is SharpCompressException or InvalidOperationException or InvalidDataException
        or ArgumentException or ArithmeticException or IndexOutOfRangeException or EndOfStreamException or NotSupportedException;

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
        var path = PlaceOf(entry.Key ?? "");
        if (entry.IsDirectory || (File.Exists(path) && new FileInfo(path).Length == entry.Size))
            return;
        using var source = open();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var target = File.Create(path);
            Copy(source, target, entry);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException(
                $"{path}: cannot be written: {error.Message} Make room or name another folder (--out); what was unpacked is kept.", error);
        }
    }

    private string PlaceOf(string name)
    {
        if (name.Contains('\0'))
            throw new WorkbenchException(
                $"{archive}: {name.Replace("\0", "\\0", StringComparison.Ordinal)} is no name of a file. Do not trust this file.");
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root, StringComparison.Ordinal) ? path
            : throw new WorkbenchException($"{archive}: the name {name} leads out of the archive's folder. Do not trust this file.");
    }

    /// <summary>No more than the archive says, whatever comes.</summary>
    private void Copy(Stream source, Stream target, IEntry entry)
    {
        var buffer = new byte[1 << 17];
        var left = entry.Size;
        for (int count; (count = Read(source, buffer)) > 0; left -= count)
            if (count <= left)
                target.Write(buffer, 0, count);
            else
                throw Damaged($"{entry.Key} has more than the {entry.Size} bytes that the archive says");
        if (left > 0)
            throw Damaged($"{entry.Key} has {left} bytes less than the archive says");
    }

    private int Read(Stream source, byte[] buffer)
    {
        try
        {
            return source.Read(buffer);
        }
        catch (IOException error)
        {
            throw Damaged(error.Message, error);
        }
    }

    private void Report(long done) =>
        work.Report(new TransferProgress($"Unpacking {Path.GetFileName(archive)}", done, length,
            done / Math.Max(1e-3, clock.Elapsed.TotalSeconds)));

    private WorkbenchException Damaged(string what, Exception? error = null) =>
        new($"{archive}: not an archive that can be unpacked ({what.TrimEnd('.')}). Delete it and fetch it again.", error!);
}
