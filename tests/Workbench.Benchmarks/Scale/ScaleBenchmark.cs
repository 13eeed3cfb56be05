using System.Diagnostics;
using System.Globalization;
using Workbench.Audio;
using Workbench.Benchmarks.Catalogues;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;

namespace Workbench.Benchmarks.Scale;

/// <summary>
/// What do ten thousand, a hundred thousand and a million songs cost? How many songs a core hears in a second, what each leaves on disk,
/// how much memory each step takes at which size, and what follows for collections that are not here.
/// </summary>
/// <remarks>
/// Heard are the songs of a folder, or those of the demo corpus. Tables and catalogues are synthetic rows: numbers by chance, of which
/// some tell genres apart, and songs that stray around those of the demo corpus.
/// </remarks>
internal static class ScaleBenchmark
{
    private const int MostSongs = 40, Columns = 100, Genres = 16, SongsOfArtist = 10, Cores = 16;

    private static readonly long[] Collections = [100_000, 1_000_000, 100_000_000];

    /// <summary>Measures and prints.</summary>
    /// <param name="program">Executable of <c>workbench</c>.</param>
    /// <param name="folder">Sound; null for the demo corpus.</param>
    /// <param name="sizes">Rows of the tables and catalogues.</param>
    public static void Run(string program, string? folder, IReadOnlyList<int> sizes)
    {
        var data = Directory.CreateTempSubdirectory("workbench-scale-").FullName;
        try
        {
            MeasuredCommand.Run(program, data, "train", "--dataset", "demo", "--model", "cnn", "--set", "training.epochs=1");
            Workspace workspace = new(new(data));
            var (seconds, length) = Rates(workspace.Runs.Open(null).Model, Songs(folder ?? workspace.Data.DemoPath));
            var bytes = Stores(workspace, program);
            Memory(workspace, program, sizes);
            Collection(seconds, bytes, length);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static string[] Songs(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".mp3" or ".wav" or ".flac" or ".ogg").Order(StringComparer.Ordinal).Take(MostSongs)];

    /// <summary>Seconds of one core for decoding a song, its default features, those of FMA, and the answer of the CNN.</summary>
    private static (double[] SecondsOfSong, double Length) Rates(TrainedModel cnn, string[] songs)
    {
        Work one = new() { Threads = 1 };
        var clips = Array.ConvertAll(songs, path => AudioFile.Read(path));
        var length = clips.Average(clip => clip.DurationSeconds);
        Console.WriteLine($"One core, {songs.Length} songs of {length:0.0} s ({Path.GetExtension(songs[0])[1..]})");
        Console.WriteLine($"{"step",-44} {"ms a song",10} {"songs a second",15} {"times real time",16}");
        (string Step, Action<int> Do)[] steps =
        [
            ("decode", i => AudioFile.Read(songs[i])),
            ("resample, and the 308 columns by default", OfFile(FeatureSpec.Default)),
            ("resample, and the 518 columns of FMA", OfFile(FeatureSpec.Fma518)),
            ("resample, log-mel frames, CNN", i => cnn.Run(SongFeatures.OfClip(cnn.Features,
                new FeatureExtractor(cnn.Features).Extract(Resampler.Resample(clips[i], cnn.Features.SampleRate))), one)),
        ];
        return ([.. steps.Select(step =>
        {
            step.Do(0); // compiled
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < songs.Length; i++)
                step.Do(i);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds / songs.Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{step.Step,-44} {1000 * seconds,10:0.0} {1 / seconds,15:0.0} {length / seconds,16:0}"));
            return seconds;
        })], length);

        Action<int> OfFile(FeatureSpec spec)
        {
            FeatureExtractor extractor = new(spec);
            return i => extractor.Extract(Resampler.Resample(clips[i], spec.SampleRate));
        }
    }

    /// <summary>Bytes of a song in each store: by the songs of the demo corpus.</summary>
    private static (double Features, double Catalogue) Stores(Workspace workspace, string program)
    {
        var tracks = workspace.Open("demo").Tracks;
        var (count, seconds) = (tracks.Length, tracks.Take(MostSongs).Average(track => AudioFile.Read(track.AudioPath).DurationSeconds));
        var frames = SizeOf(Path.Combine(workspace.Data.Path, "cache"));
        MeasuredCommand.Run(program, workspace.Data.Path, "train", "--dataset", "demo", "--model", "linear", "--features", "fma518");
        var features = SizeOf(Path.Combine(workspace.Data.Path, "cache")) - frames;
        var run = workspace.Runs.Open(null);
        var catalogue = RunRecommender.Catalogue(workspace, run, Work.Default);
        var kept = SizeOf(run.Folder, SongCatalogue.SongsName) + SizeOf(run.Folder, SongCatalogue.EmbeddingsName);
        Console.WriteLine($"\nBytes of a song, by {count} songs of {catalogue.Features!.ColumnCount} columns of families");
        foreach (var (store, bytes) in new[] { ($"log-mel frames in the cache, of {seconds:0.0} s", frames),
            ("518 columns in the cache", features), ("catalogue of a run: what its model made of it", kept) })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store,-46} {bytes / (double)count,10:0}"));
        return (features / (double)count, kept / (double)count);
    }

    private static void Memory(Workspace workspace, string program, IReadOnlyList<int> sizes)
    {
        var run = workspace.Runs.Open(null);
        var heard = RunRecommender.Catalogue(workspace, run, Work.Default);
        Console.WriteLine($"\n{"songs",9} {"step",-58} {"s",7} {"core s",7} {"peak MB",8} {"on disk MB",11}");
        foreach (var size in sizes)
        {
            var table = Path.Combine(workspace.Data.Path, "table.csv");
            WriteTable(table, size);
            string[] train = ["train", "--dataset", table, "--features", table, "--model", "mlp", "--split", "random"];
            Print(size, $"train: MLP, one epoch, table of {Columns} columns (CSV)",
                MeasuredCommand.Run(program, workspace.Data.Path, [.. train, "--set", "training.epochs=1"]), SizeOf(table));
            File.Delete(table);
            string[] ask = ["recommend", SaveCatalogue(size), "--run", run.Id];
            GC.Collect(); // the catalogue: the commands need the room
            Print(size, "recommend, the first time: the index is made", MeasuredCommand.Run(program, workspace.Data.Path, ask),
                SizeOf(Path.Combine(run.Folder, "index")));
            Print(size, "recommend, from then on", MeasuredCommand.Run(program, workspace.Data.Path, ask), SizeOf(run.Folder));
        }

        string SaveCatalogue(int size)
        {
            var songs = CatalogueBenchmark.Like(heard, size);
            songs.Save(run.Folder);
            return songs.Tracks[size / 2].Id;
        }

        static void Print(int size, string step, MeasuredCommand took, long bytes) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size,9} {step,-58} {took.Seconds,7:0.0} {took.CoreSeconds,7:0.0} {took.PeakMegabytes,8:0} {bytes / 1e6,11:0}"));
    }

    /// <summary>What follows, where nothing but arithmetic is between the figures above and these.</summary>
    private static void Collection(double[] seconds, (double Features, double Catalogue) bytes, double length)
    {
        Console.WriteLine($"\n{"songs",11} {$"hours of {Cores} cores: features, CNN",36} {"GB of features",15} {"GB of catalogue",16}"
            + $"   (songs of {length:0} s)");
        foreach (var songs in Collections)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{songs,11} {Hours(songs, seconds[2]),26:0.0}, {Hours(songs, seconds[3]),8:0.0} "
                + $"{songs * bytes.Features / 1e9,15:0.0} {songs * bytes.Catalogue / 1e9,16:0.0}"));

        double Hours(long songs, double step) => songs * (seconds[0] + step) / Cores / 3600;
    }

    private static void WriteTable(string path, int rows)
    {
        var rng = new Random(Genres);
        using StreamWriter file = new(path);
        file.WriteLine($"path,labels,artist,{string.Join(',', Enumerable.Range(0, Columns).Select(column => $"c{column}"))}");
        for (var row = 0; row < rows; row++)
        {
            var genre = rng.Next(Genres);
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{row:D7}.mp3,genre {genre},Artist {row / SongsOfArtist}"));
            for (var column = 0; column < Columns; column++)
                file.Write(string.Create(CultureInfo.InvariantCulture,
                    $",{(column % Genres == genre ? 0.5f : 0) + 2 * rng.NextSingle() - 1:0.#####}"));
            file.WriteLine();
        }
    }

    private static long SizeOf(params string[] path) => Path.Combine(path) is var place && File.Exists(place) ? new FileInfo(place).Length
        : !Directory.Exists(place) ? 0
        : new DirectoryInfo(place).GetFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
