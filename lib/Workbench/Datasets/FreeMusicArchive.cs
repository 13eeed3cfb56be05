using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The FMA dataset (Defferrard et al. 2017): <c>tracks.csv</c> with its three header rows and <c>genres.csv</c>, in a folder
/// <c>fma_metadata</c> beside or in the folder of the audio, or in that folder itself; audio as <c>000/000002.mp3</c> in
/// <c>fma_small</c>, <c>fma_medium</c>, <c>fma_large</c> or <c>fma_full</c>. Labels are the titles of <c>genres_all</c>: a song's genres and all above them.
/// </summary>
public static class FreeMusicArchive
{
    private const int HeaderRows = 3;
    private static readonly string[] Subsets = ["small", "medium", "large", "full"];
    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with { Separator = ',', HasHeader = false };

    /// <summary>Clips of fma_small and all above it that are noise of under two seconds.</summary>
    private static readonly int[] BrokenClips = [98565, 98567, 98569];

    /// <summary>Whether a folder is one of the dataset.</summary>
    public static bool Is(string folder) => FindTables(folder) is not null;

    /// <summary>Reads the dataset. Of a folder that holds several subsets the largest counts; songs of larger subsets are left out.</summary>
    /// <param name="folder">The folder of the audio, or the one above it.</param>
    /// <exception cref="WorkbenchException">The tables are not of their form.</exception>
    public static Dataset Read(string folder)
    {
        folder = Path.GetFullPath(folder);
        var tables = FindTables(folder)!;
        var audio = Subsets.Reverse().Select(s => Path.Combine(folder, $"fma_{s}")).FirstOrDefault(Directory.Exists) ?? folder;
        var name = Path.GetFileName(audio);
        var subset = Array.IndexOf(Subsets, name.Replace("fma_", ""));
        var genres = ReadGenres(Path.Combine(tables, "genres.csv"));
        var titles = genres.ToDictionary(g => g.Id, g => g.Title);
        var songs = ReadTracks(Path.Combine(tables, "tracks.csv"), audio, titles, row => subset < 0 || Array.IndexOf(Subsets, row) <= subset);
        var dataset = AudioPresence.Check(name, audio, songs.Where(s => !BrokenClips.Contains(s.Number)).Select(s => s.Track));
        return dataset with
        {
            Parents = genres.Where(g => titles.ContainsKey(g.Parent)).ToImmutableSortedDictionary(g => g.Title, g => titles[g.Parent], StringComparer.Ordinal),
            Skipped = [.. dataset.Skipped, .. songs.Where(s => BrokenClips.Contains(s.Number)).Select(s => new SkippedFile(s.Track.AudioPath, "known to be broken: under two seconds of noise"))],
        };
    }

    private static string? FindTables(string folder) =>
        new[] { folder, Path.Combine(folder, "fma_metadata"), Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder)) ?? folder, "fma_metadata") }
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "tracks.csv")) && File.Exists(Path.Combine(f, "genres.csv")));

    private static List<(int Id, int Parent, string Title)> ReadGenres(string path)
    {
        using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        string[] header = [.. csv.Headers.ToArray()];
        var (id, parent, title) = (Column(path, header, "genre_id"), Column(path, header, "parent"), Column(path, header, "title"));
        List<(int, int, string)> genres = [];
        while (csv.Read())
            genres.Add((Number(csv.GetString(id)), Number(csv.GetString(parent)), csv.GetString(title).Trim()));
        return genres;
    }

    /// <summary>The songs; <paramref name="isWanted"/> is asked with the subset that a song is in.</summary>
    private static List<(int Number, Track Track)> ReadTracks(string path, string audio, Dictionary<int, string> titles, Func<string, bool> isWanted)
    {
        using var csv = CsvReader.FromFile(path, Options);
        var header = ReadHeader(csv);
        int At(string name) => Column(path, header, name);
        var (split, subset, genres, artist, album, title, duration) =
            (At("set/split"), At("set/subset"), At("track/genres_all"), At("artist/name"), At("album/title"), At("track/title"), At("track/duration"));
        List<(int, Track)> tracks = [];
        while (csv.Read())
        {
            var number = Number(csv.GetString(0));
            var id = string.Create(CultureInfo.InvariantCulture, $"{number / 1000:000}/{number:000000}.mp3");
            if (isWanted(csv.GetString(subset)))
                tracks.Add((number, new()
                {
                    Id = id,
                    AudioPath = Path.Combine(audio, id),
                    Labels = Labels.Distinct(Ids(csv.GetString(genres)).Select(g => titles.GetValueOrDefault(g, ""))),
                    Artist = NullIfBlank(csv.GetString(artist)),
                    Album = NullIfBlank(csv.GetString(album)),
                    Title = NullIfBlank(csv.GetString(title)),
                    Part = PartFile.Parse(csv.GetString(split)),
                    DurationSeconds = Path.GetFileName(audio) == "fma_full" && double.TryParse(csv.GetString(duration), CultureInfo.InvariantCulture, out var seconds) ? seconds : null,
                }));
        }
        return tracks;
    }

    /// <summary>The names of the first two rows, as <c>set/split</c>; the third one names the first column only.</summary>
    private static string[] ReadHeader(CsvReader csv)
    {
        var rows = new string[HeaderRows][];
        for (var row = 0; row < HeaderRows && csv.Read(); row++)
            rows[row] = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        return rows is [{ } upper, { } lower, ..] ? [.. upper.Zip(lower, (a, b) => $"{a}/{b}")] : [];
    }

    private static int Column(string path, string[] header, string name) => Array.IndexOf(header, name) is var index and >= 0 ? index
        : throw new WorkbenchException($"{path}: the column {name} is missing. Take tracks.csv and genres.csv from fma_metadata.zip as they are.");

    private static int[] Ids(string list) => list.Length == 0 ? [] : JsonSerializer.Deserialize<int[]>(list)!;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
