using System.Collections.Immutable;
using System.Globalization;
using Workbench.Tests.Reference;

namespace Workbench.Benchmarks.Sets;

/// <summary>
/// The sets that are at hand: the demo corpus, and what the folder of shared data holds. Tables are written as the product reads them:
/// a song a row, with its labels, its artist where known, and its part.
/// </summary>
/// <param name="shared">Holds <c>emotify</c>, <c>fma</c> and <c>gtzan</c>, or some of them.</param>
/// <param name="folder">Where tables are written.</param>
internal sealed class BenchmarkSets(string shared, string folder)
{
    /// <summary>How many splits of a set are asked of in changed sound.</summary>
    public const int ShiftedSplits = 5;

    private const int Draws = 3;

    /// <summary>All sets at hand.</summary>
    public IEnumerable<BenchmarkSet> All() =>
    [
        new("demo (synthetic)", "demo", [.. Turns(5).Select(k => $"folds:5:{k}")]) { SlowSplits = 1 },
        .. Has("emotify") ? Emotify() : [], .. Has("gtzan") ? Gtzan() : [], .. Has("fma") ? Fma() : [],
    ];

    private static IEnumerable<int> Turns(int count) => Enumerable.Range(0, count);

    private bool Has(string name) => Directory.Exists(Path.Combine(shared, name));

    /// <summary>400 clips of four genres, in five draws of five folds by artist; from sound, and from the columns of FMA.</summary>
    private IEnumerable<BenchmarkSet> Emotify()
    {
        var emotify = Path.Combine(shared, "emotify");
        ImmutableArray<string> splits =
            [.. Turns(5).SelectMany(draw => Turns(5).Select(k => $"{Path.Combine(emotify, "folds.csv")}:artist_s{draw}:{k}"))];
        yield return new("Emotify, 4 genres", Path.Combine(emotify, "audio"), splits)
        {
            Labels = "folders",
            SlowSplits = 5,
            IsShifted = true,
        };
        var artists = FmaTables.Read(Path.Combine(emotify, "tracks.csv")).ToDictionary(row => row["path"], row => row["artist"]);
        var rows = FmaTables.Read(Path.Combine(emotify, "features_518.csv"));
        var table = Write("emotify_518", rows[0].Keys.Skip(2), rows.Select(row =>
            (row["path"], row["genre"], artists[row["path"]], "", row.Values.Skip(2))));
        yield return new("Emotify, fma518", table, splits) { Table = table };
    }

    /// <summary>
    /// Clips of ten genres as a table of 57 columns: the fault-filtered split, collections of 171 that are drawn from what that learns
    /// from, and the three folds by artist.
    /// </summary>
    private IEnumerable<BenchmarkSet> Gtzan()
    {
        var gtzan = Path.Combine(shared, "gtzan");
        static string SongOf(string line) => Path.GetFileNameWithoutExtension(line.Split('\t')[0].Trim()).Replace('_', '.');
        IEnumerable<string> Lines(params string[] path) =>
            File.ReadLines(Path.Combine([gtzan, .. path])).Where(line => line.Trim() != "");
        HashSet<string> Songs(params string[] path) => [.. Lines(path).Select(SongOf)];
        var artists = Turns(3).SelectMany(k => Lines("sturm3fold", $"f{k + 1}_evaluate_groups.txt"))
            .ToDictionary(SongOf, line => $"artist {line.Split('\t')[1]}");
        var rows = FmaTables.Read(Path.Combine(gtzan, "features_30_sec.csv"));
        var songs = rows.Select(row => (Id: Path.GetFileNameWithoutExtension(row["filename"]), Label: row["label"])).ToArray();
        string[] columns = [.. rows[0].Keys.Except(["filename", "length", "label"])]; // how long a clip is tells nothing of its sound
        var table = Write("gtzan", columns, rows.Select((row, i) => (songs[i].Id, songs[i].Label,
            artists.GetValueOrDefault(songs[i].Id, ""), "", columns.Select(column => row[column]))));
        BenchmarkSet Set(string name, params IEnumerable<string> splits) => new(name, table, [.. splits]) { Table = table };

        var (train, valid, test) =
            (Songs("fault_filtered", "train.txt"), Songs("fault_filtered", "valid.txt"), Songs("fault_filtered", "test.txt"));
        var filtered = songs.Where(song => train.Contains(song.Id) || valid.Contains(song.Id));
        yield return Set("GTZAN, fault-filtered", Parts("gtzan_filtered",
            (train, "training"), (valid, "validation"), (test, "test")));
        yield return Set("GTZAN, 171 clips", Turns(Draws).Select(draw =>
            Parts($"gtzan_171_{draw}", (Draw(filtered, 171, draw), "training"), (test, "test"))));
        yield return Set("GTZAN, 3 folds by artist", Turns(3).Select(k => Parts($"gtzan_fold_{k}",
            (Songs("sturm3fold", $"f{k + 1}_train.txt"), "training"), (Songs("sturm3fold", $"f{k + 1}_test.txt"), "test"))));
    }

    /// <summary>Songs of the Free Music Archive as tables: eight genres, two, and several a song.</summary>
    private IEnumerable<BenchmarkSet> Fma()
    {
        var tables = new FmaTables(Path.Combine(shared, "fma"));
        var small = tables.Small8000(FmaLabels.Top);
        var table = Write(small, "fma_small");
        yield return new("FMA small, 8 genres", table, ["official"]) { Table = table };
        var songs = small.Part("training").Select(i => (small.Ids[i], small.Labels[i][0]));
        foreach (var size in new[] { 800, 200 })
            yield return new($"FMA small, {size} songs", table, [.. Turns(Draws).Select(draw => Parts($"fma_{size}_{draw}",
                (Draw(songs, size, draw), "training"), (small.Part("test").Select(i => small.Ids[i]), "test")))])
            { Table = table };
        var ntds = tables.Ntds2017();
        var rock = Write(ntds with { Parts = [] }, "fma_ntds2017");
        var folds = WriteLines("fma_ntds2017_folds", ntds.Ids.Select((id, i) => $"{id},{i % 5}").Prepend("id,fold"));
        yield return new("FMA, Rock or Hip-Hop", rock, [.. Turns(5).Select(k => $"{folds}:fold:{k}")]) { Table = rock };
        var echo = Write(tables.EchoNest(), "fma_echonest");
        yield return new("FMA, Echo Nest, several genres", echo, ["official"]) { Table = echo };
    }

    /// <summary>So many songs, of all genres alike as long as there are some.</summary>
    private static IEnumerable<string> Draw(IEnumerable<(string Id, string Genre)> songs, int count, int seed)
    {
        var shuffled = songs.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled.GroupBy(song => song.Genre).SelectMany(genre => genre.Select((song, i) => (song.Id, Turn: i)))
            .OrderBy(song => song.Turn).Take(count).Select(song => song.Id);
    }

    private string Parts(string name, params (IEnumerable<string> Songs, string Part)[] parts) => WriteLines(name,
        parts.SelectMany(part => part.Songs.Select(song => $"{song},{part.Part}")).Prepend("id,part"));

    private string Write(FmaTable table, string name) => Write(name, table.Columns, table.Ids.Select((id, i) => (id,
        string.Join(';', table.Labels[i].Select(label => char.IsAsciiDigit(label[0]) ? $"genre {label}" : label)), "",
        table.Parts.IsEmpty ? "" : table.Parts[i],
        table.Values.Skip(i * table.Columns.Length).Take(table.Columns.Length).Select(Text))));

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    private string Write(string name, IEnumerable<string> columns,
        IEnumerable<(string Id, string Labels, string Artist, string Part, IEnumerable<string> Values)> songs) => WriteLines(name,
        songs.Select(song => string.Join(',', [song.Id, song.Labels, $"\"{song.Artist.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            song.Part, .. song.Values])).Prepend(string.Join(',', ["id", "labels", "artist", "part", .. columns])));

    private string WriteLines(string name, IEnumerable<string> lines)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{name}.csv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
