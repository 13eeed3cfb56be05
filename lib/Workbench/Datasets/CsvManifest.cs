using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>
/// A dataset as a CSV file: a song a line, with the columns <c>path</c> (relative to the file, or absolute) and
/// <c>labels</c> (separated by semicolons), and, where known, <c>artist</c>, <c>album</c>, <c>title</c>, <c>part</c> (training,
/// validation or test) and <c>recording</c> (the same for all segments of one).
/// </summary>
/// <remarks>
/// Tables of features that name their songs and labels are read too: <c>filename</c>, <c>id</c> or <c>track_id</c> stand for the path,
/// <c>label</c>, <c>genre</c> or <c>genres_all</c> for the labels, <c>split</c> for the part, <c>song</c> for the recording, and lists of
/// FMA's numbers (<c>[12, 45]</c>) become titles where <c>genres.csv</c> lies beside the file. Labels without a semicolon are taken apart
/// as tags are. Several lines of one song are one song with the labels of all.
/// </remarks>
internal static class CsvManifest
{
    private const string ColumnsInWords = "path, labels (;-separated) and, where known, artist, album, title, part, recording";

    /// <summary>The columns, each by its names; of several that are there the first one counts.</summary>
    internal static readonly string[] LabelNames = ["labels", "label", "genres_all", "genres", "genre", "genre_top", "track_genre"],
        ArtistNames = ["artist", "artists", "artist_name"], AlbumNames = ["album", "album_name"], TitleNames = ["title", "track_name"],
        PartNames = ["part", "split"], RecordingNames = ["recording", "song"];

    private static readonly string[] IdNames = ["id", "track_id"],
        PathNames = ["path", "filename", "file", "filepath", "file_name", "file_path", .. IdNames];

    /// <summary>Any file.</summary>
    internal static DatasetForm Form { get; } = new($"a CSV manifest or table of features with the columns {ColumnsInWords}",
        request => request.IsFile, request => Read(request.NameOrPath, request.Work));

    /// <summary>
    /// Reads a manifest. Lines without a label and files that do not exist are listed as skipped; if no file exists, all songs are kept,
    /// for features from a table.
    /// </summary>
    /// <param name="path">The CSV file with a header line.</param>
    /// <param name="work">What stops the reading; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">Not a CSV file, a needed column is missing, or there is no line.</exception>
    public static Dataset Read(string path, Work? work = null)
    {
        work ??= Work.Default;
        var full = Path.GetFullPath(path);
        var root = Path.GetDirectoryName(full)!;
        using var table = TableReader.Open(full);
        var rows = new Rows(table, new(root, work));
        if (rows.MissingColumns is { Length: > 0 } missing)
            throw new WorkbenchException($"{path}: the column {string.Join(" and ", missing)} is missing; "
                + $"the header has {(table.Header.All(h => h.Length == 0) ? "nothing" : string.Join(", ", table.Header))}. "
                + $"A manifest is a CSV file with the columns {ColumnsInWords}.");
        var tracks = new Dictionary<string, Track>(StringComparer.Ordinal);
        var repeated = 0;
        while (table.Read())
        {
            work.ThrowIfStopped();
            var track = rows.ReadTrack(root);
            if (!tracks.TryAdd(track.Id, track))
            {
                tracks[track.Id] = Union(tracks[track.Id], track);
                repeated++;
            }
        }
        if (tracks.Count == 0)
            throw new WorkbenchException($"{path}: no song. Write a line for each, with the columns {ColumnsInWords}.");
        var dataset = AudioPresence.Check(Path.GetFileName(full).Split('.')[0], root, tracks.Values, work, rows.Paths);
        return LabelSpellings.Join(dataset with
        {
            LabelOrigin = rows.LabelOrigin,
            Parents = rows.Parents ?? dataset.Parents,
            TagReadings = rows.TakenApart,
            Notes =
            [
                .. dataset.Notes, .. table.Notes,
                .. repeated == 0 ? Array.Empty<string>() : [$"{repeated} line(s) name a song again: it has the labels of all its lines."],
            ],
        }, rows.Aliases);
    }

    /// <summary>One song of two lines: all labels, and of the rest what the first line says, else the second.</summary>
    private static Track Union(Track first, Track second) => first with
    {
        Labels = Labels.Distinct(first.Labels.Concat(second.Labels)),
        Artist = first.Artist ?? second.Artist,
        Album = first.Album ?? second.Album,
        Title = first.Title ?? second.Title,
        Part = first.Part ?? second.Part,
        Recording = first.Recording ?? second.Recording,
    };

    /// <summary>The lines of a manifest as songs.</summary>
    private sealed class Rows
    {
        private readonly TableReader table;
        private readonly int path, labels, id, artist, album, title, part, recording;
        private readonly Lazy<FmaGenres?> genres;
        private readonly Dictionary<string, (ImmutableArray<string> Genres, int Count)> takenApart = new(StringComparer.Ordinal);

        public Rows(TableReader table, ManifestPaths paths)
        {
            (this.table, Paths) = (table, paths);
            (path, labels, id) = (table.Find(PathNames), table.Find(LabelNames), table.Find(IdNames));
            (artist, album, title) = (table.Find(ArtistNames), table.Find(AlbumNames), table.Find(TitleNames));
            (part, recording) = (table.Find(PartNames), table.Find(RecordingNames));
            var folder = Path.GetDirectoryName(table.Path)!;
            Aliases = GenreAliases.Of(folder);
            genres = new(() => Path.Combine(folder, FmaGenres.FileName) is var file && File.Exists(file) ? FmaGenres.Read(file) : null);
        }

        public ManifestPaths Paths { get; }

        public GenreAliases Aliases { get; }

        public string[] MissingColumns =>
            [.. new[] { (path, PathNames[0]), (labels, LabelNames[0]) }.Where(column => column.Item1 < 0).Select(column => column.Item2)];

        public string LabelOrigin => $"the column {table.Header[labels]} of {Path.GetFileName(table.Path)}";

        public ImmutableSortedDictionary<string, string>? Parents => genres.IsValueCreated ? genres.Value?.Parents : null;

        public ImmutableArray<TagReading> TakenApart => [.. takenApart.OrderByDescending(cell => cell.Value.Count)
            .ThenBy(cell => cell.Key, StringComparer.Ordinal)
            .Select(cell => new TagReading(cell.Key, cell.Value.Genres, cell.Value.Count))];

        public Track ReadTrack(string root)
        {
            var file = table.Text(path);
            var audio = Paths.PathOf(file);
            var isLocal = Path.IsPathRooted(audio);
            return new()
            {
                Id = !isLocal || Path.IsPathRooted(file) ? file.Replace('\\', '/') : MusicFolder.IdOf(root, audio),
                TableName = id >= 0 && id != path ? Known(id) : null,
                AudioPath = audio,
                Labels = file.Length == 0 ? [] : ReadLabels(table.Text(labels)),
                Artist = Known(artist),
                Album = Known(album),
                Title = Known(title),
                Part = PartFile.Parse(table.Text(part)),
                Recording = Known(recording) is { } name ? $"{Known(artist)}: {name}" : null,
            };
        }

        private string? Known(int column) => table.Text(column) is { Length: > 0 } value ? value : null;

        private ImmutableArray<string> ReadLabels(string cell)
        {
            if (cell is ['[', .. var list, ']'])
                return genres.Value?.TitlesOf(table, labels) ?? Labels.Distinct(list.Split(',').Select(name => name.Trim(' ', '\'', '"')));
            if (cell.Contains(';', StringComparison.Ordinal))
                return Labels.Distinct(cell.Split(';'));
            var parts = Labels.Distinct(Aliases.TakeApart(cell));
            if (parts.Length > 1)
                takenApart[cell] = (parts, takenApart.GetValueOrDefault(cell).Count + 1);
            return parts;
        }
    }
}
