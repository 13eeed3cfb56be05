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
    /// <exception cref="WorkbenchException">No audio file in the folder, or FMA's audio without its tables.</exception>
    public static Dataset Read(string root, LabelSource source, Work? work = null)
    {
        work ??= Work.Default;
        root = Path.GetFullPath(root);
        var found = MusicFolder.Walk(root, work);
        if (found.Files.IsEmpty)
            throw new WorkbenchException($"{root}: no audio file. "
                + $"{string.Concat(found.Skipped.Take(1).Select(c => $"{c.Path}: {c.Reason} "))}A "
                + "dataset folder has one sub-folder a genre with songs in it, or songs whose tags name the genre.");
        if (source != LabelSource.Tags)
            FreeMusicArchive.RequireTables(root, found.Files);

        var files = new TaggedFile[found.Files.Length];
        var done = 0;
        Parallel.For(0, files.Length, work.LoopOptions, i =>
        {
            files[i] = TaggedFile.Read(root, found.Files[i], work.Token);
            work.Report(new(ReadingTags, Interlocked.Increment(ref done), files.Length));
        });

        var aliases = GenreAliases.Of(root);
        var layout = FolderLayout.Of([.. files.Select(f => new FolderLayout.File(f.Folders, f.Tags))], source, aliases);
        var readable = files.Where(f => f.Tags is not null).Select(f => f.ToTrack(layout, aliases)).ToArray();
        var dataset = new Dataset(Path.GetFileName(root.TrimEnd(Path.DirectorySeparatorChar)), root,
            [.. readable.Where(t => !t.Labels.IsEmpty)],
            [
                .. found.Skipped,
                .. files.Where(f => f.Tags is null).Select(f => new SkippedFile(f.Path, f.Problem!)),
                .. readable.Where(t => t.Labels.IsEmpty)
                    .Select(t => new SkippedFile(t.AudioPath, layout.NamesGenres
                        ? "lies in no genre folder; move it into one"
                        : "has no genre tag; tag it, or have the folders name the genres (--labels folders)")),
            ])
        {
            LabelOrigin = layout.InWords,
            TagReadings = layout.NamesGenres ? []
                : [.. files.SelectMany(f => f.Tags?.Genres ?? [])
                    .CountBy(tag => tag)
                    .OrderByDescending(t => t.Value)
                    .ThenBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => new TagReading(t.Key, aliases.Read(t.Key), t.Value))
                    .Where(r => r.Genres is not [var same] || same != r.Tag)],
        };
        return layout.NamesGenres ? LabelSpellings.Join(dataset, aliases) : dataset;
    }

    private sealed record TaggedFile(string Path, string Id, string[] Folders, AudioTags? Tags, string? Problem)
    {
        public static TaggedFile Read(string root, string path, CancellationToken token)
        {
            var id = MusicFolder.IdOf(root, path);
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

        public Track ToTrack(FolderLayout layout, GenreAliases aliases) => new()
        {
            Id = Id,
            AudioPath = Path,
            Labels = Labels.Distinct(!layout.NamesGenres ? Tags!.Genres.SelectMany(tag => aliases.Read(tag))
                : layout.GenreOf(Folders) is { } genre ? [genre] : []),
            Artist = Tags!.Artist,
            Album = Tags.Album,
            Title = Tags.Title,
            Part = layout.PartOf(Folders),
        };
    }
}
