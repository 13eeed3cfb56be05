using System.Collections.Immutable;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>
/// The FMA dataset (Defferrard et al. 2017): <c>tracks.csv</c> with its three header rows and <c>genres.csv</c>, in a folder
/// <c>fma_metadata</c> beside or in the folder of the audio, or in that folder itself; audio as <c>000/000002.mp3</c> in
/// <c>fma_small</c>, <c>fma_medium</c>, <c>fma_large</c> or <c>fma_full</c>; <c>features.csv</c> and <c>echonest.csv</c> hold features that
/// are there already. Labels are the titles of <c>genres_all</c>: a song's genres and all above them.
/// </summary>
internal static class FreeMusicArchive
{
    private const int HeaderRows = 3;
    private static readonly string[] Subsets = ["small", "medium", "large", "full"];

    /// <summary>
    /// Clips without sound and clips cut short, as the dataset's authors list them (github.com/mdeff/fma, issues 8 and 41). The whole songs
    /// of fma_full are not concerned.
    /// </summary>
    private static readonly ImmutableHashSet<int> SilentClips =
        [1486, 5574, 65753, 80391, 98558, 98559, 98560, 98571, 99134, 105247, 108925, 126981, 127336, 133297, 143992];
    private static readonly ImmutableHashSet<int> ShortClips = [98565, 98566, 98567, 98568, 98569, 108924];

    /// <summary>A folder of the dataset.</summary>
    internal static DatasetForm Form { get; } = new("a folder of FMA (fma_metadata beside the audio)",
        request => request.IsFolder && FindTables(request.NameOrPath) is not null, request => Read(request.NameOrPath, request.Work));

    /// <summary>
    /// Reads the dataset. Of a folder that holds several subsets the largest counts; songs of larger subsets are left out.
    /// </summary>
    /// <param name="folder">The folder of the audio, or the one above it.</param>
    /// <param name="work">What stops the reading; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The tables are not of their form.</exception>
    public static Dataset Read(string folder, Work? work = null)
    {
        work ??= Work.Default;
        folder = Path.GetFullPath(folder);
        var tables = FindTables(folder)!;
        var audio = Subsets.Reverse().Select(s => Path.Combine(folder, $"fma_{s}")).FirstOrDefault(Directory.Exists) ?? folder;
        var name = Path.GetFileName(audio);
        var subset = Array.IndexOf(Subsets, name.Replace("fma_", ""));
        var genres = FmaGenres.Read(Path.Combine(tables, FmaGenres.FileName));
        var songs = ReadTracks(Path.Combine(tables, "tracks.csv"), audio, genres,
            row => subset < 0 || Array.IndexOf(Subsets, row) <= subset, work).ToLookup(s => Fault(s.Number, name));
        var dataset = AudioPresence.Check(name, audio, songs[null].Select(s => s.Track), work);
        return dataset with
        {
            TableFolder = tables,
            LabelOrigin = "genres_all of FMA's tracks.csv",
            Parents = genres.Parents,
            Skipped =
            [
                .. dataset.Skipped,
                .. songs.Where(fault => fault.Key is not null)
                    .SelectMany(fault => fault.Select(s => new SkippedFile(s.Track.AudioPath, fault.Key!))),
            ],
        };
    }

    /// <summary>Refuses audio of the dataset without its tables: its folders are numbers, which name no genres.</summary>
    /// <exception cref="WorkbenchException">Most files lie as the dataset's do, <c>000/000002.mp3</c>.</exception>
    internal static void RequireTables(string root, ImmutableArray<string> files)
    {
        if (files.Count(IsNumbered) * 2 > files.Length)
            throw new WorkbenchException($"{root}: its {files.Length} files are FMA's, by their names, and the tables that tell "
                + "their genres are not there. Put the folder fma_metadata beside it or into it (workbench data fetch fma_metadata), "
                + "or take what the files' own tags say (--labels tags).");

        static bool IsNumbered(string path) =>
            Path.GetFileNameWithoutExtension(path) is { Length: 6 } song && song.All(char.IsAsciiDigit)
            && Path.GetFileName(Path.GetDirectoryName(path)) == song[..3];
    }

    /// <summary>What is wrong with a clip; null if nothing is known to be.</summary>
    private static string? Fault(int number, string subset) => subset == "fma_full" ? null
        : SilentClips.Contains(number) ? "known to be broken: the clip holds no sound"
        : ShortClips.Contains(number) ? "known to be broken: the clip is shorter than 30 s" : null;

    private static string? FindTables(string folder) =>
        new[] { folder, Path.Combine(folder, "fma_metadata"),
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder)) ?? folder, "fma_metadata") }
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "tracks.csv")) && File.Exists(Path.Combine(f, FmaGenres.FileName)));

    /// <summary>The songs; <paramref name="isWanted"/> is asked with the subset that a song is in.</summary>
    private static List<(int Number, Track Track)> ReadTracks(string path, string audio, FmaGenres titles, Func<string, bool> isWanted,
        Work work)
    {
        using var table = TableReader.Open(path, hasHeader: false);
        var header = ReadHeader(table);
        int At(string name) => FmaGenres.Column(path, header, name);
        var (split, subset, genres, artist, album, title, duration) =
            (At("set/split"), At("set/subset"), At("track/genres_all"), At("artist/name"), At("album/title"),
                At("track/title"), At("track/duration"));
        List<(int, Track)> tracks = [];
        while (table.Read())
        {
            work.ThrowIfStopped();
            var number = table.Integer(0);
            var id = string.Create(CultureInfo.InvariantCulture, $"{number / 1000:000}/{number:000000}.mp3");
            if (isWanted(table.Text(subset)))
                tracks.Add((number, new()
                {
                    Id = id,
                    TableName = number.ToString(CultureInfo.InvariantCulture),
                    AudioPath = Path.Combine(audio, id),
                    Labels = titles.TitlesOf(table, genres),
                    Artist = NullIfBlank(table.Text(artist)),
                    Album = NullIfBlank(table.Text(album)),
                    Title = NullIfBlank(table.Text(title)),
                    Part = PartFile.Parse(table.Text(split)),
                    DurationSeconds = Path.GetFileName(audio) != "fma_full" || table.Text(duration).Length == 0 ? null
                        : table.Number(duration) is > 0 and var seconds ? seconds
                        : throw table.Fault(duration, "is no duration in seconds"),
                }));
        }
        return tracks;
    }

    /// <summary>The names of the first two rows, as <c>set/split</c>; the third one names the first column only.</summary>
    private static ImmutableArray<string> ReadHeader(TableReader table)
    {
        var rows = new string[HeaderRows][];
        for (var row = 0; row < HeaderRows && table.Read(); row++)
            rows[row] = [.. Enumerable.Range(0, table.Count).Select(table.Text)];
        return rows is [{ } upper, { } lower, ..] ? [.. upper.Zip(lower, (a, b) => $"{a}/{b}")] : [];
    }

    private static string? NullIfBlank(string text) => text.Length == 0 ? null : text;
}
