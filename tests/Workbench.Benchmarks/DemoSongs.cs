using Workbench.Audio;
using Workbench.Demo;
using Workbench.Foundation;

namespace Workbench.Benchmarks;

/// <summary>Sound to measure with, the same on every machine: songs of the demo corpus.</summary>
internal static class DemoSongs
{
    /// <summary>Thirty seconds of three songs, one after the other; mono, 22,050 Hz.</summary>
    public static AudioClip ThirtySeconds()
    {
        var folder = Directory.CreateTempSubdirectory("workbench-benchmark-").FullName;
        try
        {
            DemoCorpus.Make(folder, new DemoSpec { TrackCount = 3, ArtistCount = 3 }, Work.OnAllProcessors);
            var songs = Directory.EnumerateFiles(folder, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
            return new(22_050, [.. songs.SelectMany(song => AudioFile.Read(song).Channel(0).ToArray()).Take(30 * 22_050)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
