using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Augmentation;

/// <summary>
/// Which songs are copied so that rare labels become as frequent as wanted: always a song of the label that is rarest now, one
/// that was copied least, and among those the one whose other labels need it most, or are harmed least.
/// </summary>
/// <param name="tracks">The songs.</param>
/// <param name="target">Songs that each label shall have.</param>
/// <param name="maxCopies">Copies of one song, at most.</param>
internal sealed class CopyChoice(ImmutableArray<Track> tracks, int target, int maxCopies)
{
    private readonly int[] copies = new int[tracks.Length];
    private readonly SortedDictionary<string, int> counts = new(tracks.SelectMany(t => t.Labels).CountBy(l => l).ToDictionary(),
        StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> songs = tracks
        .SelectMany((track, i) => track.Labels.Select(label => (label, i))).GroupBy(p => p.label, p => p.i)
        .ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>Chooses all copies.</summary>
    /// <returns>Which song is copied, and which of its copies it is, from 1; the most needed copies first.</returns>
    public IEnumerable<(int Song, int Number)> Choose()
    {
        while (counts.Where(c => c.Value < target && songs[c.Key].Count > 0).Select(c => ((string Label, int Count)?)(c.Key, c.Value))
            .MinBy(c => c!.Value.Count) is var (label, _))
        {
            var song = songs[label].MinBy(i => (copies[i], -Need(i), i));
            foreach (var own in tracks[song].Labels)
            {
                counts[own]++;
                if (copies[song] + 1 == maxCopies)
                    songs[own].Remove(song);
            }
            yield return (song, ++copies[song]);
        }
    }

    /// <summary>What a song's labels lack, each as a share of the target; what they have too much counts against it.</summary>
    private double Need(int song) => tracks[song].Labels.Sum(label => (double)(target - counts[label]) / target);
}
