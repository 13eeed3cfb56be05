using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The songs that files and folders name: files as they are, and every sound file below a folder, by the rules by which music libraries
/// are read. A song that is named twice is there once.
/// </summary>
/// <param name="Files">The songs as they were named; those of a folder by its name and the path below it, in ordinal order.</param>
/// <param name="Unreadable">Named folders without a song, and folders and files below that cannot be opened.</param>
/// <param name="Hidden">What below a named folder is hidden, or kept by the system for itself, and is left out.</param>
public sealed record NamedSongs(
    ImmutableArray<string> Files, ImmutableArray<SkippedFile> Unreadable, ImmutableArray<SkippedFile> Hidden)
{
    /// <summary>Finds them.</summary>
    /// <param name="paths">Files and folders; what is neither is among <see cref="Files"/>, for whoever opens it to tell why.</param>
    /// <param name="work">What stops the search; null for <see cref="Work.Default"/>.</param>
    public static NamedSongs Find(IReadOnlyList<string> paths, Work? work = null)
    {
        work ??= Work.Default;
        HashSet<string> known = new(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<string>();
        List<SkippedFile> unreadable = [], hidden = [];
        foreach (var path in work.Each(paths))
            if (Directory.Exists(path))
            {
                var root = Path.GetFullPath(path);
                var folder = MusicFolder.Walk(root, work);
                files.AddRange(folder.Files.Where(known.Add).Select(file => Path.Combine(path, Path.GetRelativePath(root, file))));
                unreadable.AddRange(folder.Unreadable);
                if (folder.Files.IsEmpty && folder.Unreadable.IsEmpty)
                    unreadable.Add(new(path, "no audio file lies below this folder; name one that holds songs."));
                hidden.AddRange(folder.Hidden);
            }
            else if (path.Length == 0 || known.Add(Path.GetFullPath(path)))
                files.Add(path);
        return new(files.ToImmutable(), [.. unreadable.Distinct()], [.. hidden.Distinct()]);
    }
}
