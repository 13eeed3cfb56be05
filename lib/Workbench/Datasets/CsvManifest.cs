using System.Collections.Immutable;
using CsvHelper;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// A dataset as a CSV file: a song a line, with the columns <c>path</c> (relative to the file, or absolute) and
/// <c>labels</c> (separated by semicolons), and, where known, <c>artist</c>, <c>album</c>, <c>title</c> and <c>part</c> (training,
/// validation or test).
/// </summary>
/// <remarks>
/// Tables of features that name their songs and labels are read too: <c>id</c>, <c>track_id</c> or <c>filename</c> stand for the path,
/// <c>label</c> or <c>genres_all</c> for the labels, <c>split</c> for the part, and lists of FMA's numbers (<c>[12, 45]</c>) become titles
/// where <c>genres.csv</c> lies beside the file. A name that ends in <c>.gz</c> is decompressed.
/// </remarks>
internal static class CsvManifest
{
    private const string ColumnsInWords = "path, labels (;-separated) and, where known, artist, album, title, part";

    private static readonly string[] Required = ["path", "labels"];

    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["id"] = "path",
        ["track_id"] = "path",
        ["filename"] = "path",
        ["label"] = "labels",
        ["genres_all"] = "labels",
        ["split"] = "part",
    };

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>Any file.</summary>
    internal static DatasetForm Form { get; } = new($"a CSV manifest or table of features with the columns {ColumnsInWords}",
        request => request.IsFile, request => Read(request.NameOrPath, request.Work));

    /// <summary>
    /// Reads a manifest. Lines without a label and files that do not exist are listed as skipped; if no file exists, all songs are kept,
    /// for features from a table.
    /// </summary>
    /// <param name="path">The CSV file, UTF-8, with a header line.</param>
    /// <param name="work">What stops the reading; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">Not a CSV file, a needed column is missing, or there is no line.</exception>
    public static Dataset Read(string path, Work? work = null)
    {
        work ??= Work.Default;
        var full = Path.GetFullPath(path);
        var root = Path.GetDirectoryName(full)!;
        var genres = new Lazy<FmaGenres?>(() =>
            Path.Combine(root, FmaGenres.FileName) is var file && File.Exists(file) ? FmaGenres.Read(file) : null);
        var tracks = new Dictionary<string, Track>(StringComparer.Ordinal);
        var repeated = new List<SkippedFile>();
        using var csv = CsvFile.Open(full, Options);
        try
        {
            var columns = Columns(csv, path);
            while (csv.Read())
            {
                work.ThrowIfStopped();
                if (ReadTrack(csv, columns, root, genres) is var track && !tracks.TryAdd(track.Id, track))
                    repeated.Add(new(track.AudioPath, "named twice in the manifest; the first line counts"));
            }
        }
        catch (Exception error) when (error is CsvFormatException or InvalidDataException)
        {
            throw new WorkbenchException($"{path}: not readable as CSV: {error.Message}", error);
        }
        if (tracks.Count == 0)
            throw new WorkbenchException($"{path}: no song. Write a line for each, with the columns {ColumnsInWords}.");
        var dataset = AudioPresence.Check(Path.GetFileName(full).Split('.')[0], root, tracks.Values, work);
        return dataset with
        {
            Skipped = [.. dataset.Skipped, .. repeated],
            Parents = (genres.IsValueCreated ? genres.Value?.Parents : null) ?? dataset.Parents,
            Notes = [.. dataset.Notes, .. Gtzan.NotesOf(dataset.Tracks)],
        };
    }

    /// <summary>Where each column stands, by its own name or the one that it stands for.</summary>
    private static Dictionary<string, int> Columns(CsvReader csv, string path)
    {
        var header = csv.Headers.ToArray();
        var columns = header.Select((name, index) => (Name: name.Trim().ToLowerInvariant(), index)).DistinctBy(c => c.Name)
            .ToDictionary(c => c.Name, c => c.index);
        foreach (var (other, name) in OtherNames)
            if (columns.TryGetValue(other, out var index))
                columns.TryAdd(name, index);
        var missing = Required.Where(name => !columns.ContainsKey(name)).ToArray();
        return missing.Length == 0 ? columns
            : throw new WorkbenchException($"{path}: the column {string.Join(" and ", missing)} is missing; "
                + $"the header has {(header.Length == 0 ? "nothing" : string.Join(", ", header))}. A manifest is comma-separated, "
                + $"in UTF-8, with the columns {ColumnsInWords}.");
    }

    private static Track ReadTrack(CsvReader csv, Dictionary<string, int> columns, string root, Lazy<FmaGenres?> genres)
    {
        string? Field(string name) =>
            columns.TryGetValue(name, out var index) && index < csv.FieldCount && csv.GetString(index).Trim() is { Length: > 0 } value
                ? value
                : null;

        var file = (Field("path") ?? "").Replace("\0", ""); // no path can have it, and Path throws at it
        var audio = Path.GetFullPath(Path.Combine(root, file));
        return new()
        {
            Id = Path.IsPathRooted(file) ? file.Replace('\\', '/') : Path.GetRelativePath(root, audio).Replace('\\', '/'),
            AudioPath = audio,
            Labels = file.Length == 0 ? [] : ReadLabels(Field("labels") ?? "", genres),
            Artist = Field("artist"),
            Album = Field("album"),
            Title = Field("title"),
            Part = PartFile.Parse(Field("part") ?? ""),
        };
    }

    private static ImmutableArray<string> ReadLabels(string field, Lazy<FmaGenres?> genres) => field switch
    {
        ['[', .. var list, ']'] =>
            genres.Value?.TitlesOf(field) ?? Labels.Distinct(list.Split(',').Select(name => name.Trim(' ', '\'', '"'))),
        _ => Labels.Distinct(field.Split(';')),
    };
}
