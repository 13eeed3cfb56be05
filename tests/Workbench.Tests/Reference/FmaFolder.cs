using System.Globalization;
using System.Text;
using CsvHelper;

namespace Workbench.Tests.Reference;

/// <summary>
/// FMA's folder of tables as it is unpacked, made of the real labels, parts and genres of its 106,574 songs. Titles, albums and
/// artists are invented, five songs an artist; the subset of every song is large.
/// </summary>
internal static class FmaFolder
{
    private const string Header =
        ",album,artist,set,set,track,track,track,track\n,title,name,split,subset,duration,genre_top,genres_all,title\ntrack_id,,,,,,,,\n";

    /// <summary>The rows of the real table: number, part, top genre, list of all genres, blank where none is known.</summary>
    public static IEnumerable<(int Number, string Part, string Top, string Genres)> Labels()
    {
        using var csv = CsvReader.FromFile(SharedData.Path("fma", "labels_split_106574.csv"),
            CsvReaderOptions.Default with { Separator = ',' });
        while (csv.Read())
            yield return (int.Parse(csv.GetString(0), CultureInfo.InvariantCulture), csv.GetString(1), csv.GetString(2), csv.GetString(4));
    }

    /// <summary>Makes <c>fma_metadata</c> with <c>tracks.csv</c> and <c>genres.csv</c>.</summary>
    public static string Make(TempFolder folder, Func<int, bool>? isWanted = null)
    {
        var tracks = new StringBuilder(Header);
        foreach (var (number, part, top, genres) in Labels().Where(l => isWanted?.Invoke(l.Number) ?? true))
            tracks.Append(CultureInfo.InvariantCulture,
                $"{number},Album {number / 10},Artist {number / 5},{part},large,200,{top},\"{(genres.Length == 0 ? "[]" : genres)}\",Song "
                + $"{number}\n");
        folder.Write("fma/fma_metadata/tracks.csv", tracks.ToString());
        File.Copy(SharedData.Path("fma", "genres.csv"), folder.File("fma", "fma_metadata", "genres.csv"));
        return folder.File("fma", "fma_metadata");
    }
}
