using System.Diagnostics;
using SharpCompress.Common;
using SharpCompress.Readers;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>
/// Unpacks a <c>.zip</c> or <c>.tar.gz</c> file. FMA's zip files are compressed with bzip2, which .NET's own reader does not know.
/// </summary>
internal static class ArchiveUnpacker
{
    /// <summary>Unpacks; files that are there at their full length are left as they are, so that a second call goes on where the first was stopped.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">Where its files go; made if absent.</param>
    /// <param name="progress">Told how many bytes of the archive are read.</param>
    /// <param name="token">Stops between files.</param>
    /// <exception cref="WorkbenchException">The archive is damaged, or a name in it leads out of the folder.</exception>
    public static void Unpack(string archive, string folder, IProgress<WorkProgress>? progress, CancellationToken token)
    {
        var (clock, task) = (Stopwatch.StartNew(), $"Unpacking {Path.GetFileName(archive)}");
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        using var file = File.OpenRead(archive);
        try
        {
            using var reader = ReaderFactory.OpenReader(file);
            while (reader.MoveToNextEntry())
            {
                token.ThrowIfCancellationRequested();
                var path = Path.GetFullPath(Path.Combine(root, reader.Entry.Key ?? ""));
                if (!path.StartsWith(root, StringComparison.Ordinal))
                    throw new WorkbenchException($"{archive}: the name {reader.Entry.Key} leads out of the archive's folder. Do not trust this file.");
                if (!reader.Entry.IsDirectory && !IsWhole(path, reader.Entry.Size))
                    Write(reader, path);
                Report(file.Position);
            }
            Report(file.Length);
        }
        catch (Exception error) when (error is SharpCompressException or InvalidOperationException or InvalidDataException)
        {
            throw new WorkbenchException($"{archive}: not an archive that can be unpacked ({error.Message.TrimEnd('.')}). Delete it and fetch it again.", error);
        }

        void Report(long done) => progress?.Report(new TransferProgress(task, done, file.Length, done / Math.Max(1e-3, clock.Elapsed.TotalSeconds)));
    }

    private static bool IsWhole(string path, long length) => File.Exists(path) && new FileInfo(path).Length == length;

    private static void Write(IReader reader, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var target = File.Create(path);
        reader.WriteEntryTo(target);
    }
}
