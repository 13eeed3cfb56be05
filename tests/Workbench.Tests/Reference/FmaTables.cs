using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using CsvHelper;

namespace Workbench.Tests.Reference;

/// <summary>Tables of features of real songs of the Free Music Archive, with the parts that they come in.</summary>
/// <param name="folder">Where they lie.</param>
internal sealed class FmaTables(string folder)
{
    /// <summary>
    /// 1,990 songs of Rock or Hip-Hop: 140 statistics of MFCC. Every fifth song is for testing, the one after it for choosing.
    /// </summary>
    public FmaTable Ntds2017()
    {
        var families = Read(Path.Combine(folder, "genres.csv")).ToDictionary(g => g["genre_id"], g => g["top_level"]);
        var genres = Read(Path.Combine(folder, "ntds2017_tracks.csv")).Select(t => families.GetValueOrDefault(t["genre"])).ToArray();
        var lines = File.ReadAllLines(Path.Combine(folder, "ntds2017_mfcc_2000x140.csv")).Skip(4).Select(line => line.Split(',')).ToArray();
        var songs = lines.Zip(genres, (cells, genre) => (Cells: cells, Genre: genre switch { "12" => "Rock", "21" => "Hip-Hop", _ => "" }))
            .Where(s => s.Genre != "" && s.Cells[1] != "").ToArray();
        var parts = songs.Select((_, i) => (i % 5) switch { 0 => "test", 1 => "validation", _ => "training" });
        return new("ntds2017", [.. songs.Select(s => s.Cells[0])], [.. songs.Select(s => ImmutableArray.Create(s.Genre))], [.. parts],
            [.. Enumerable.Range(1, 140).Select(i => $"mfcc_{i:000}")], [.. songs.SelectMany(s => s.Cells.Skip(1).Select(Number))]);
    }

    /// <summary>8,000 songs of eight genres: 35 principal components of MFCC statistics and 20 of tonnetz.</summary>
    /// <param name="labels">The labels of a row: its top genre, or its genres that enough songs have.</param>
    public FmaTable Small8000(FmaLabels labels) =>
        Table("small_8000_pca.csv.gz", stream => new GZipStream(stream, CompressionMode.Decompress), labels, 100, 5, 55);

    /// <summary>13,129 songs: eight audio features of the Echo Nest, and all genres that at least 200 songs have.</summary>
    public FmaTable EchoNest() => Table("echonest_13129.csv", null, FmaLabels.All, 200, 5, 8);

    private FmaTable Table(string name, Func<Stream, Stream>? open, FmaLabels labels, int rarest, int firstColumn, int columnCount)
    {
        var rows = Read(Path.Combine(folder, name), open);
        string[] columns = [.. rows[0].Keys.Skip(firstColumn).Take(columnCount)];
        var all = rows.Select(r => r["genres_all"] == "" ? [] : JsonSerializer.Deserialize<int[]>(r["genres_all"])!).ToArray();
        var frequent = all.SelectMany(g => g).CountBy(g => g).Where(g => g.Value >= rarest).Select(g => g.Key).ToHashSet();
        return new(name, [.. rows.Select(r => r["track_id"])],
            [.. rows.Zip(all,
                (r, g) => labels == FmaLabels.Top
                    ? [r["genre_top"]]
                    : g.Where(frequent.Contains).Select(id => $"{id}").ToImmutableArray())],
            [.. rows.Select(r => r["split"])], [.. columns], [.. rows.SelectMany(r => columns.Select(c => Number(r[c])))]);
    }

    private static float Number(string cell) => float.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>The rows of a table by its headings.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">Unpacks it; null where it is none packed.</param>
    public static List<Dictionary<string, string>> Read(string path, Func<Stream, Stream>? open = null)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(open?.Invoke(file) ?? file);
        using var csv = CsvReader.FromText(reader.ReadToEnd(), CsvReaderOptions.Default with { Separator = ',' });
        string[] header = [.. csv.Headers];
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(Enumerable.Range(0, csv.FieldCount).ToDictionary(i => header[i], csv.GetString));
        return rows;
    }
}
