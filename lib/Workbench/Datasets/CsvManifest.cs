using CsvHelper;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// A dataset as a CSV file: a song a line, with the columns <c>path</c> (relative to the file, or absolute) and
/// <c>labels</c> (separated by semicolons), and, where known, <c>artist</c>, <c>album</c>, <c>title</c> and <c>part</c> (training, validation or test).
/// </summary>
public static class CsvManifest
{
    internal const string ColumnsInWords = "path, labels (;-separated) and, where known, artist, album, title, part";

    private static readonly string[] Required = ["path", "labels"];

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads a manifest. Lines without a label and files that do not exist are listed as skipped.</summary>
    /// <param name="path">The CSV file, UTF-8, with a header line.</param>
    /// <exception cref="WorkbenchException">Not a CSV file, a needed column is missing, or there is no line.</exception>
    public static Dataset Read(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetDirectoryName(full)!;
        var tracks = new Dictionary<string, Track>(StringComparer.Ordinal);
        var skipped = new List<SkippedFile>();
        using var csv = CsvReader.FromFile(full, Options);
        try
        {
            var columns = Columns(csv, path);
            while (csv.Read())
            {
                var (track, reason) = ReadTrack(csv, columns, root);
                if (reason is null && !tracks.TryAdd(track.Id, track))
                    reason = "named twice in the manifest; the first line counts";
                if (reason is not null)
                    skipped.Add(new(track.AudioPath, reason));
            }
        }
        catch (CsvFormatException error)
        {
            throw new WorkbenchException($"{path}: not readable as CSV: {error.Message}", error);
        }
        if (tracks.Count + skipped.Count == 0)
            throw new WorkbenchException($"{path}: no song. Write a line for each, with the columns {ColumnsInWords}.");
        return new(Path.GetFileNameWithoutExtension(full), root, [.. tracks.Values.OrderBy(t => t.Id, StringComparer.Ordinal)], [.. skipped]);
    }

    /// <summary>Where each column stands.</summary>
    private static Dictionary<string, int> Columns(CsvReader csv, string path)
    {
        var header = csv.Headers.ToArray();
        var columns = header.Select((name, index) => (Name: name.Trim().ToLowerInvariant(), index)).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.index);
        var missing = Required.Where(name => !columns.ContainsKey(name)).ToArray();
        return missing.Length == 0 ? columns
            : throw new WorkbenchException($"{path}: the column {string.Join(" and ", missing)} is missing; the header has {(header.Length == 0 ? "nothing" : string.Join(", ", header))}. A manifest is comma-separated, in UTF-8, with the columns {ColumnsInWords}.");
    }

    private static (Track Track, string? Reason) ReadTrack(CsvReader csv, Dictionary<string, int> columns, string root)
    {
        string? Field(string name) =>
            columns.TryGetValue(name, out var index) && index < csv.FieldCount && csv.GetString(index).Trim() is { Length: > 0 } value ? value : null;

        var file = (Field("path") ?? "").Replace("\0", ""); // no path can have it, and Path throws at it
        var audio = Path.GetFullPath(Path.Combine(root, file));
        var track = new Track
        {
            Id = Path.IsPathRooted(file) ? file.Replace('\\', '/') : Path.GetRelativePath(root, audio).Replace('\\', '/'),
            AudioPath = audio,
            Labels = Labels.Distinct((Field("labels") ?? "").Split(';')),
            Artist = Field("artist"),
            Album = Field("album"),
            Title = Field("title"),
            Part = PartFile.Parse(Field("part") ?? ""),
        };
        var reason = track.Labels.IsEmpty ? "no label in the manifest; write at least one genre" : File.Exists(audio) ? null : "no such file; the path is relative to the manifest";
        return (track, reason);
    }
}
