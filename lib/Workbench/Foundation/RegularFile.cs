using System.Formats.Tar;

namespace Workbench.Foundation;

/// <summary>
/// Opens what users name, if it is a file: never a pipe, whose opening would wait for somebody to write, nor a device or a socket.
/// </summary>
/// <remarks><c>Workbench.Kernel</c>, which refers to no other project, compiles this file too.</remarks>
internal static class RegularFile
{
    /// <summary>Opens a file, or a link to one, for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bufferSize">In bytes, as <see cref="FileStream"/> has it.</param>
    /// <param name="reason">Why it is not opened, to go on from the path: it is no file, is absent, or may not be read.</param>
    /// <returns>Null if it is not opened.</returns>
    public static FileStream? TryOpen(string path, int bufferSize, out string reason)
    {
        reason = Refusal(path) ?? "";
        try
        {
            return reason.Length > 0 ? null : new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reason = error.Message;
            return null;
        }
    }

    /// <summary>
    /// Why a path cannot be read as a file, with the remedy, as the end of a sentence that begins with the path; null if it is one.
    /// The file is not opened, and whether it may be is not asked.
    /// </summary>
    public static string? Refusal(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return "is a folder; name a file.";
            var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(path);
            if (!target.Exists)
                return target.FullName == Path.GetFullPath(path) ? "no such file." : $"is a link to {target.FullName}, which is no file.";
            // All that is no file has length 0.
            return ((FileInfo)target).Length > 0 || TypeOf(target.FullName) is not { } type ? null
                : $"is {type}, and only files are read. Write what it gives to a file, and name that.";
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            return "no such file.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    /// <summary>What a path is that is no file; null for a file. Of all that .NET offers, the writer of archives alone tells.</summary>
    private static string? TypeOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return null; // pipes and devices have no place among its files
        using MemoryStream archive = new();
        try
        {
            using (TarWriter writer = new(archive, leaveOpen: true))
                writer.WriteEntry(path, "x");
        }
        catch (IOException)
        {
            return "a socket"; // which archives do not hold
        }
        archive.Position = 0;
        using TarReader reader = new(archive);
        return reader.GetNextEntry()!.EntryType switch
        {
            TarEntryType.Fifo => "a pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
            _ => null,
        };
    }
}
