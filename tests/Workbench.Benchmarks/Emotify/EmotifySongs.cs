using System.Globalization;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Benchmarks.Emotify;

/// <summary>
/// 400 real songs of four genres (Aljanaki et al. 2015) with their features, from the cache
/// or extracted now, in folds without common artists.
/// </summary>
internal sealed class EmotifySongs
{
    /// <summary>Folds of a draw.</summary>
    public const int FoldCount = 5;

    /// <summary>Draws of folds.</summary>
    public const int DrawCount = 5;

    private readonly string[][] folds;

    /// <summary>Opens the songs.</summary>
    /// <param name="folder">
    /// Holds <c>audio/GENRE/*.mp3</c> and <c>folds.csv</c>, with the fold of each song in the columns <c>artist_s0</c> to <c>artist_s4</c>.
    /// </param>
    /// <param name="features">What to extract.</param>
    public EmotifySongs(string folder, FeatureSpec features)
    {
        Workspace = new(DataFolder.Find());
        Songs = Workspace.Extract(Workspace.Open(Path.Combine(folder, "audio"), LabelSource.Folders, Work.OnAllProcessors), features,
            Work.OnAllProcessors);
        folds = [.. File.ReadAllLines(Path.Combine(folder, "folds.csv")).Select(line => line.Split(','))];
    }

    /// <summary>Where features are kept.</summary>
    public Workspace Workspace { get; }

    /// <summary>The songs.</summary>
    public ExtractedDataset Songs { get; }

    /// <summary>The fold of each song, from 0.</summary>
    /// <param name="draw">From 0.</param>
    public int[] FoldsOf(int draw)
    {
        var column = Array.IndexOf(folds[0], $"artist_s{draw}");
        var ofSong = folds.Skip(1).ToDictionary(row => row[0]["audio/".Length..],
            row => int.Parse(row[column], CultureInfo.InvariantCulture));
        return [.. Songs.Tracks.Select(track => ofSong[track.Id])];
    }
}
