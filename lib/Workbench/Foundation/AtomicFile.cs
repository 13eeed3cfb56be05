namespace Workbench.Foundation;

/// <summary>Files that are either whole or absent: written beside their place under a temporary name, then renamed.</summary>
/// <remarks><c>Workbench.Kernel</c>, which refers to no other project, and <c>Workbench.Cli</c> compile this file too.</remarks>
internal static class AtomicFile
{
    /// <summary>Writes a text file as UTF-8 without a byte order mark.</summary>
    /// <param name="path">Where the file shall stand; its folder is made if absent.</param>
    /// <param name="text">The whole text.</param>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.Write(text);
    });

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where the file shall stand; its folder is made if absent.</param>
    /// <param name="write">Writes the content; if it throws, nothing is left behind and an older file stays.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)
            ?? throw new IOException($"{full} is a folder; name a file.");
        if (IsDevice(full))
            throw new IOException($"{full} is a device, in whose place no file may be put; name a file.");
        Directory.CreateDirectory(folder);
        TemporaryName.RemoveLeft(folder, Path.GetFileName(full));
        var temporary = TemporaryName.Of(full);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Where Unix has its devices; memory that is shared holds files, too.</summary>
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal)
        && !path.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(path);
}
