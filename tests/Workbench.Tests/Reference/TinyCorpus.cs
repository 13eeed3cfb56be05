using Workbench.Audio;

namespace Workbench.Tests.Reference;

/// <summary>A folder of genre folders that is made in a moment: low tones, high tones and noise of a second and a half.</summary>
public static class TinyCorpus
{
    private const int SampleRate = 22_050;

    /// <summary>Makes <paramref name="songsPerGenre"/> songs in each of the folders <c>high</c>, <c>low</c> and <c>rock</c>.</summary>
    public static string Make(string folder, int songsPerGenre = 8)
    {
        for (var song = 0; song < songsPerGenre; song++)
        {
            var rng = new Random(song);
            Write(folder, "low", song, t => Math.Sin(2 * Math.PI * (100 + 10 * song) * t) + 0.05 * rng.NextDouble());
            Write(folder, "high", song, t => Math.Sin(2 * Math.PI * (2000 + 100 * song) * t) + 0.05 * rng.NextDouble());
            Write(folder, "rock", song, _ => rng.NextDouble() - 0.5);
        }
        return folder;
    }

    /// <summary>The same songs, of which every fourth is rock as well, as a CSV manifest.</summary>
    public static string MakeOfSeveralGenres(string folder, int songsPerGenre = 8)
    {
        var rows = Directory.GetFiles(Make(folder, songsPerGenre), "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select((path, i) => $"{path},{Path.GetFileName(Path.GetDirectoryName(path))}{(i % 4 == 0 ? ";rock" : "")}");
        var manifest = Path.Combine(folder, "songs.csv");
        File.WriteAllLines(manifest, ["path,labels", .. rows]);
        return manifest;
    }

    private static void Write(string folder, string genre, int song, Func<double, double> wave)
    {
        float[] samples = [.. Enumerable.Range(0, SampleRate * 3 / 2).Select(i => (float)(0.5 * wave((double)i / SampleRate)))];
        var path = Path.Combine(folder, genre, $"{song:00}.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavFile.Write(path, new AudioClip(SampleRate, samples));
    }
}
