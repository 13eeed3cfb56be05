using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The sound files below a folder: links are followed, every real folder is entered once, and what systems keep for themselves is left
/// out. What could not be looked at is listed, and stops nothing.
/// </summary>
/// <param name="Files">Absolute paths, in ordinal order of their paths below the folder.</param>
/// <param name="Unreadable">Folders and files that cannot be opened.</param>
/// <param name="Hidden">Sound files that are hidden or kept by the system for itself, and folders with such files.</param>
internal sealed record MusicFolder(
    ImmutableArray<string> Files, ImmutableArray<SkippedFile> Unreadable, ImmutableArray<SkippedFile> Hidden)
{
    /// <summary>A chain of links that is longer leads in a circle.</summary>
    private const int LongestChain = 40;

    /// <summary>What network storage, macOS, Windows and players keep beside the music: thumbnails, bins, resource forks.</summary>
    private static readonly FrozenSet<string> Junk = new[]
    {
        "@eaDir", "#recycle", "@Recycle", "@Recently-Snapshot", "#snapshot", "$RECYCLE.BIN", "RECYCLER", "System Volume Information",
        "__MACOSX", "lost+found", "Network Trash Folder", "Temporary Items", "_gsdata_",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = 0 };

    /// <summary>All that was left out.</summary>
    public ImmutableArray<SkippedFile> Skipped => [.. Unreadable.Concat(Hidden).OrderBy(s => s.Path, StringComparer.Ordinal)];

    /// <summary>Walks through a folder, however many there are below it.</summary>
    /// <inheritdoc cref="Walk(string, Work, int)"/>
    public static MusicFolder Walk(string root, Work work) => Walk(root, work, int.MaxValue)!;

    /// <summary>Walks through a folder.</summary>
    /// <param name="root">An absolute path.</param>
    /// <param name="work">What stops it.</param>
    /// <param name="mostFolders">Folders that are entered; of more, nothing is told.</param>
    /// <returns>What was found; null if there are more folders.</returns>
    public static MusicFolder? Walk(string root, Work work, int mostFolders)
    {
        List<string> files = [];
        List<SkippedFile> unreadable = [], hidden = [];
        HashSet<string> entered = new(StringComparer.Ordinal);
        Stack<DirectoryInfo> left = new([new(root)]);
        SortedDictionary<string, DirectoryInfo> links = new(StringComparer.Ordinal); // what they lead to goes by its own name if it has one
        while (left.TryPop(out var folder) || TryTakeLink(out folder))
        {
            try
            {
                if (!entered.Add(RealPath(folder.FullName)))
                    continue;
                if (entered.Count > mostFolders)
                    return null;
                foreach (var entry in work.Each(folder.EnumerateFileSystemInfos("*", Everything)))
                    Look(entry);
            }
            catch (UnauthorizedAccessException)
            {
                unreadable.Add(new(folder.FullName, "this folder may not be read; change its permissions."));
            }
            catch (IOException error)
            {
                unreadable.Add(new(folder.FullName, $"this folder cannot be read: {error.Message}"));
            }
        }
        return new([.. files.OrderBy(path => IdOf(root, path), StringComparer.Ordinal)],
            [.. unreadable.OrderBy(s => s.Path, StringComparer.Ordinal)], [.. hidden.OrderBy(s => s.Path, StringComparer.Ordinal)]);

        bool TryTakeLink([NotNullWhen(true)] out DirectoryInfo? link)
        {
            link = links.Values.FirstOrDefault();
            return link is not null && links.Remove(link.FullName);
        }

        void Look(FileSystemInfo entry)
        {
            var isFolder = entry is DirectoryInfo;
            if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !Path.Exists(entry.FullName))
            {
                if (isFolder || AudioFile.HasAudioExtension(entry.Name))
                    unreadable.Add(new(entry.FullName, "its name is not in UTF-8, so that it cannot be opened; rename it."));
            }
            else if (entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden) || Junk.Contains(entry.Name))
            {
                if (CountOf(entry, work) is > 0 and var count)
                    hidden.Add(new(entry.FullName, isFolder
                        ? $"is hidden, or kept by the system for itself; {count} sound file(s) in it are left out."
                        : "is hidden, as what macOS leaves beside each song on other disks."));
            }
            else if (entry is DirectoryInfo below)
            {
                if (below.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    links[below.FullName] = below;
                else
                    left.Push(below);
            }
            else if (AudioFile.HasAudioExtension(entry.Name))
                files.Add(entry.FullName);
        }
    }

    /// <summary>A path below a folder, with forward slashes.</summary>
    public static string IdOf(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>Sound files in what is left out.</summary>
    private static int CountOf(FileSystemInfo entry, Work work)
    {
        if (entry is not DirectoryInfo folder)
            return AudioFile.HasAudioExtension(entry.Name) ? 1 : 0;
        try
        {
            return work.Each(folder.EnumerateFiles("*", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
            })).Count(file => AudioFile.HasAudioExtension(file.Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>The path without links, whichever of its folders are some.</summary>
    private static string RealPath(string path)
    {
        for (var links = 0; links < LongestChain; links++)
        {
            var (real, followed) = (Path.GetPathRoot(path)!, false);
            foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            {
                var next = Path.Combine(real, part);
                if (!followed && new DirectoryInfo(next).LinkTarget is { } target)
                    (next, followed) = (Path.GetFullPath(target, real), true);
                real = next;
            }
            if (!followed)
                return real;
            path = real;
        }
        throw new IOException("its links lead in a circle.");
    }
}
