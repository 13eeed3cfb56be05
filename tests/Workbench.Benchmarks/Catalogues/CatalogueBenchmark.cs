using System.Diagnostics;
using System.Globalization;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Benchmarks.Catalogues;

/// <summary>
/// How long does somebody at the shell wait for three songs, of a catalogue of so many? A linear model of the demo corpus has heard them,
/// or so its run says: they stray around the songs of the demo corpus, by artists of ten songs.
/// </summary>
internal static class CatalogueBenchmark
{
    private const int Seed = 22, SongsOfArtist = 10;

    /// <summary>Prints a table.</summary>
    /// <param name="program">Executable of <c>workbench</c>.</param>
    /// <param name="songCounts">Songs of each catalogue.</param>
    /// <param name="turns">Questions to each.</param>
    public static void Run(string program, IEnumerable<int> songCounts, int turns)
    {
        var data = Directory.CreateTempSubdirectory("workbench-catalogue-").FullName;
        try
        {
            Seconds(program, data, "train", "--dataset", "demo", "--model", "linear");
            Workspace workspace = new(new(data));
            var run = workspace.Runs.Open(null);
            var heard = RunRecommender.Catalogue(workspace, run, Work.Default);
            Console.WriteLine($"{"songs",10} {"first s",10} {"median s",10} {"fastest s",10} {"another file",13}");
            foreach (var count in songCounts)
            {
                var songs = Like(heard, count);
                songs.Save(run.Folder);
                var rng = new Random(Seed);
                double[] seconds = [.. Enumerable.Range(0, turns + 1)
                    .Select(_ => Seconds(program, data, "recommend", songs.Tracks[rng.Next(count)].Id))];
                double[] files = [.. Enumerable.Range(0, turns)
                    .Select(_ => Seconds(program, data, "recommend", heard.Tracks[rng.Next(heard.Tracks.Length)].AudioPath))];
                Console.WriteLine(FormattableString.Invariant(
                    $"{count,10} {seconds[0],10:F2} {Median(seconds[1..]),10:F2} {seconds[1..].Min(),10:F2} {Median(files),13:F2}"));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>So many songs, each near one that was heard.</summary>
    internal static SongCatalogue Like(SongCatalogue heard, int count)
    {
        var rng = new Random(Seed);
        int[] origins = [.. Enumerable.Range(0, count).Select(_ => rng.Next(heard.Tracks.Length))];
        var genres = heard.Outputs.Probabilities;
        return new(
            [.. origins.Select((origin, song) => heard.Tracks[origin] with
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"by-artist/{song / SongsOfArtist:D6}/{song:D7}.mp3"),
                AudioPath = string.Create(CultureInfo.InvariantCulture, $"/music/by-artist/{song / SongsOfArtist:D6}/{song:D7}.mp3"),
                Artist = string.Create(CultureInfo.InvariantCulture, $"Artist {song / SongsOfArtist}"),
                Title = string.Create(CultureInfo.InvariantCulture, $"Song {song}"),
                Recording = null,
            })],
            new(Near(heard.Outputs.Embedding), new(Rows(genres.ToSingle(), genres.LabelCount), genres.LabelCount)))
        {
            Features = heard.Features is { } features ? Near(features) : null,
        };

        FeatureMatrix Near(FeatureMatrix matrix)
        {
            var rows = Rows(matrix.Values.ToArray(), matrix.ColumnCount);
            foreach (ref var value in rows.AsSpan())
                value *= 0.9f + 0.2f * rng.NextSingle();
            return new(matrix.ColumnNames, rows);
        }

        float[] Rows(float[] values, int columns)
        {
            var rows = new float[count * columns]; // at once: of a million songs they are gigabytes
            for (var song = 0; song < count; song++)
                values.AsSpan(origins[song] * columns, columns).CopyTo(rows.AsSpan(song * columns));
            return rows;
        }
    }

    private static double Seconds(string program, string data, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WORKBENCH_DATA"] = data;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
