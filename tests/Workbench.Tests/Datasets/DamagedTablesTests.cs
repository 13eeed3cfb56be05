using System.Globalization;
using System.Text;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

/// <summary>
/// Damaged tables, thrown at every reader: each answers with a dataset or with an error that people can act on, and with nothing else.
/// More of them by hand: <c>WORKBENCH_MUTATIONS=100000</c>.
/// </summary>
public sealed class DamagedTablesTests : IDisposable
{
    private static readonly string[] Pieces =
        ["", ",", ";", "\t", "\n", "\r\n", "\"", "\"\"", "\0", "2.0", "-1", "1e999", "99999999999999999999", "NaN", "[", "[12", "[12, 45]",
            "[[[[", "{}", "null", "'", "\uFEFF", "\uFFFD", "../../../etc/passwd", "C:\\x", "https://x", "~", "/dev/null", "é", "\u0301",
            "/", "//////"];

    private const string Tracks = ",set,set,track,track,track,artist,album\n,split,subset,genres_all,title,duration,name,title\n"
        + "track_id,,,,,,,\n2,training,small,[12],A,168,Ann,X\n5,test,small,\"[12, 21]\",B,,Bob,\n";

    private const string Genres = "genre_id,#tracks,parent,title,top_level\n12,3,0,Rock,12\n21,3,12,Punk,12\n";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Readers =>
        ["tracks", "genres", "jamendo", "gtzan", "manifest", "columns", "aliases", "parts", "folds", "table", "features", "predictions",
            "skipped", "folder"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Every_reader_answers(string reader)
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("WORKBENCH_MUTATIONS") ?? "300", CultureInfo.InvariantCulture);
        folder.Write("1.wav", "x");
        for (var seed = 0; seed < count; seed++)
        {
            var (table, read) = Case(reader);
            var damaged = Mutate(table, new Random(seed));
            try
            {
                read(damaged);
            }
            catch (WorkbenchException error)
            {
                Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{reader}, seed {seed}: {error}\n{Encoding.Latin1.GetString(damaged)}");
            }
        }
    }

    private (byte[] Table, Action<byte[]> Read) Case(string reader)
    {
        if (reader == "columns")
            return (Columns, ReadColumns);
        var (text, read) = TextCase(reader);
        return (Encoding.UTF8.GetBytes(text), read);
    }

    private (string Text, Action<byte[]> Read) TextCase(string reader) => reader switch
    {
        "tracks" => (Tracks, ReadTracks),
        "genres" => (Genres, ReadGenres),
        "jamendo" => ("TRACK_ID\tARTIST_ID\tALBUM_ID\tPATH\tDURATION\tTAGS\n"
            + "track_1\tartist_1\talbum_1\t14/214.mp3\t124.6\tgenre---punk\tgenre---rock\n"
            + "track_2\tartist_2\talbum_2\t14/215.mp3\t99\tgenre---pop\n",
            bytes => MtgJamendo.Read(folder.Write("jamendo.tsv", bytes))),
        "gtzan" => ("blues/blues.00012.wav\nblues/blues.00013.wav\trock\n", ReadGtzan),
        "folder" => ("genre,aliases\nrock,Rock;rocks\nlow,\n", ReadFolder),
        "manifest" => ("id,path,labels,artist,part,recording\n7,1.wav,Rock;Pop,Ann,train,x\n8,a\\2.wav,\"[1, 2]\",Bob,test,y\n",
            ReadManifest),
        "aliases" => ("genre,aliases\nRock,rockmusic;Roc\nPop,\n", ReadAliases),
        "parts" => ("id,part\n1.wav,train\n2.wav,test\n", bytes => PartFile.Read(folder.Write("parts.csv", bytes))),
        "folds" => ("path,artist_s0\n1.wav,0\n2.wav,1\n3.wav,2\n",
            bytes => FoldFile.Read(folder.Write("folds.csv", bytes), "artist_s0", 0)),
        "table" => ("id,label,tempo,rms\n1.wav,rock,\"1,5\",0.25\n2.wav,pop,90,N/A\n",
            bytes => SongTable.Read(folder.Write("table.csv", bytes), [])),
        "features" => ("name,a,b\nx,1,2.5\ny,3,-1e-3\n", bytes => FeatureTable.Read(folder.Write("features.csv", bytes))),
        "predictions" => ("track,group,truth:Jazz,score:Jazz\nx.mp3,X,1,0.5\n",
            bytes => Predictions.ReadCsv(folder.Write("predictions.csv", bytes))),
        "skipped" => ("path,reason\na.mp3,broken\n", bytes => SkippedFileList.Read(folder.Write("skipped.csv", bytes))),
        _ => throw new ArgumentException(reader),
    };

    private void ReadTracks(byte[] tracks)
    {
        folder.Write("fma/genres.csv", Genres);
        FreeMusicArchive.Read(Path.GetDirectoryName(folder.Write("fma/tracks.csv", tracks))!);
    }

    private void ReadGenres(byte[] genres)
    {
        folder.Write("fma/tracks.csv", Tracks);
        FreeMusicArchive.Read(Path.GetDirectoryName(folder.Write("fma/genres.csv", genres))!);
    }

    private void ReadGtzan(byte[] list)
    {
        foreach (var genre in "blues classical country disco hiphop jazz metal pop reggae rock".Split(' '))
            folder.Write($"gtzan/{genre}/{genre}.00012.wav", "x");
        folder.Write("gtzan/train.txt", list);
        folder.Write("gtzan/sturm3fold/f1_train_groups.txt", list);
        Gtzan.Read(folder.File("gtzan"));
    }

    private void ReadFolder(byte[] aliases)
    {
        var songs = folder.File("songs");
        if (!Directory.Exists(songs))
            TinyCorpus.Make(songs, songsPerGenre: 1);
        folder.Write("songs/genre-aliases.csv", aliases);
        FolderLibrary.Read(songs, LabelSource.Folders);
    }

    private void ReadManifest(byte[] manifest)
    {
        CsvManifest.Read(folder.Write("songs.csv", manifest));
        Open(folder.File("songs.csv"));
    }

    private void ReadColumns(byte[] table)
    {
        ColumnManifest.Read(folder.Write("songs.parquet", table));
        Open(folder.File("songs.parquet"));
    }

    private void ReadAliases(byte[] aliases)
    {
        folder.Write("library/genre-aliases.csv", aliases);
        GenreAliases.Of(folder.File("library")).Read("Rock/Pop & Soul");
    }

    /// <summary>A whole table in Parquet.</summary>
    private byte[] Columns
    {
        get
        {
            var path = folder.File("whole.parquet");
            if (!File.Exists(path))
                new FeatureTable(["1.wav", "2.wav"], new(["x"], [1, 2]))
                {
                    Songs = [new("1.wav", "Ann", "A", ["Rock", "Pop"]), new("2.wav", null, null, ["Rock"])],
                }.Write(path);
            return File.ReadAllBytes(path);
        }
    }

    private Dataset Open(string path) => DatasetReader.Open(path, LabelSource.Auto, new DataFolder(folder.File("data")));

    /// <summary>One to four changes: a piece put in or over, a stretch taken out or doubled, a byte changed.</summary>
    private static byte[] Mutate(byte[] table, Random random)
    {
        List<byte> bytes = [.. table];
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = random.Next(Math.Min(12, bytes.Count - at + 1));
            switch (random.Next(5))
            {
                case 0: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                default:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }
}
