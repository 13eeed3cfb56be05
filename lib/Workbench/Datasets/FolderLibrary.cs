using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// A folder of music: one sub-folder a genre, or a library whose tags name the genres, read by <see cref="GenreAliases"/>.
/// </summary>
internal static class FolderLibrary
{
    private const string ReadingTags = "Reading tags";

    /// <summary>Any folder.</summary>
    internal static DatasetForm Form { get; } = new("a folder of genre folders, a music library whose tags name the genres",
        request => request.IsFolder,
        request => Read(request.NameOrPath, request.Labels, request.Work));

    /// <summary>Reads the tags of every audio file below the folder. Unreadable and unlabelled files are listed as skipped.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="source">Where the genres come from.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">No audio file in the folder.</exception>
    public static Dataset Read(string root, LabelSource source, Work? work = null)
    {
        work ??= Work.Default;
        root = Path.GetFullPath(root);
        List<string> found = [];
        List<SkippedFile> closed = [];
        Collect(new(root), found, closed, work);
        var paths = found.OrderBy(path => IdOf(root, path), StringComparer.Ordinal).ToArray();
        if (paths.Length == 0)
            throw new WorkbenchException($"{root}: no audio file. {string.Concat(closed.Take(1).Select(c => $"{c.Path}: {c.Reason} "))}A "
                + "dataset folder has one sub-folder a genre with songs in it, or songs whose tags name the genre.");

        var files = new TaggedFile[paths.Length];
        var done = 0;
        Parallel.For(0, paths.Length, work.LoopOptions, i =>
        {
            files[i] = TaggedFile.Read(root, paths[i], work.Token);
            work.Report(new(ReadingTags, Interlocked.Increment(ref done), paths.Length));
        });

        var fromFolders = source == LabelSource.Folders || (source == LabelSource.Auto && AreGenreFolders(files));
        var aliases = GenreAliases.Of(root);
        var readable = files.Where(f => f.Tags is not null).Select(f => f.ToTrack(fromFolders, aliases)).ToArray();
        var skipped = closed.Concat(files.Where(f => f.Tags is null).Select(f => new SkippedFile(f.Path, f.Problem!)))
            .Concat(readable.Where(t => t.Labels.IsEmpty)
                .Select(t => new SkippedFile(t.AudioPath,
                    fromFolders
                        ? "lies in no genre folder; move it into one"
                        : "has no genre tag; tag it, or have the folders name the genres (--labels folders)")));
        return new(Path.GetFileName(root.TrimEnd(Path.DirectorySeparatorChar)), root,
            [.. readable.Where(t => !t.Labels.IsEmpty)], [.. skipped])
        {
            TagReadings = fromFolders ? []
                : [.. files.SelectMany(f => f.Tags?.Genres ?? [])
                    .CountBy(tag => tag)
                    .OrderByDescending(t => t.Value)
                    .ThenBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => new TagReading(t.Key, aliases.Read(t.Key), t.Value))
                    .Where(r => r.Genres is not [var same] || same != r.Tag)],
        };
    }

    /// <summary>The audio files below a folder, hidden ones left out, and the folders that may not be read.</summary>
    private static void Collect(DirectoryInfo folder, List<string> files, List<SkippedFile> closed, Work work)
    {
        try
        {
            foreach (var entry in work.Each(folder.EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = false })))
                if (entry is not DirectoryInfo below)
                {
                    if (AudioFile.HasAudioExtension(entry.FullName))
                        files.Add(entry.FullName);
                }
                else if (!LeadsUp(below))
                    Collect(below, files, closed, work);
        }
        catch (UnauthorizedAccessException)
        {
            closed.Add(new(folder.FullName, "this folder may not be read; change its permissions."));
        }
    }

    /// <summary>Whether a folder is a link to one that it lies in: its songs would be found again and again.</summary>
    private static bool LeadsUp(DirectoryInfo folder) =>
        folder.ResolveLinkTarget(returnFinalTarget: true) is { } target
        && folder.FullName.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    private static string IdOf(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>Every song exactly one folder deep, and those folders mostly not named after the songs' artists.</summary>
    private static bool AreGenreFolders(TaggedFile[] files) =>
        files.All(f => f.Folders.Length == 1)
        && files.Count(f => string.Equals(f.Folders[0], f.Tags?.Artist, StringComparison.OrdinalIgnoreCase)) * 2 <= files.Length;

    private sealed record TaggedFile(string Path, string Id, string[] Folders, AudioTags? Tags, string? Problem)
    {
        public static TaggedFile Read(string root, string path, CancellationToken token)
        {
            var id = IdOf(root, path);
            var folders = id.Split('/')[..^1];
            try
            {
                return new(path, id, folders, AudioFile.ReadTags(path, token), null);
            }
            catch (UnreadableAudioException error)
            {
                return new(path, id, folders, null, error.Reason);
            }
        }

        public Track ToTrack(bool fromFolders, GenreAliases aliases) => new()
        {
            Id = Id,
            AudioPath = Path,
            Labels = Labels.Distinct(fromFolders ? Folders.Take(1) : Tags!.Genres.SelectMany(tag => aliases.Read(tag))),
            Artist = Tags!.Artist,
            Album = Tags.Album,
            Title = Tags.Title,
        };
    }
}
