using System.Globalization;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Benchmarks.Similarity;

/// <summary>
/// How good the nearest three songs by other artists are, each song asked: the share of them that has the song's genre, and which songs are
/// among them at all.
/// </summary>
/// <param name="hits">The share of each song, 0 to 1.</param>
/// <param name="reach">The share of songs that are among anybody's nearest three.</param>
/// <param name="skew">Skewness of how often a song is among them (k-occurrence); 0 where all are as often as one another.</param>
internal sealed class RetrievalScore(double[] hits, double reach, double skew)
{
    /// <summary>How many songs are looked at.</summary>
    public const int Count = 3;

    /// <summary>Head of the table that <see cref="Row"/> makes a line of.</summary>
    public const string Head =
        "| similarity | precision@3 [95 % over artists] | folds 1-4 | fold 0 | reach | skew |\n|---|---|---|---|---|---|";

    /// <summary>Asks each song.</summary>
    /// <param name="songs">The songs.</param>
    /// <param name="similarity">How alike two of them are, by their places.</param>
    public static RetrievalScore Of(RetrievalSongs songs, Func<int, int, double> similarity) => Of(songs, _ => similarity, 1);

    /// <summary>Asks each song the space that knows nothing of its fold; reach and skew are means over the spaces.</summary>
    /// <param name="songs">The songs.</param>
    /// <param name="spaceOf">The similarity of the fold of such a number.</param>
    /// <param name="spaceCount">How many there are: the number of folds, or 1 for one that all songs are asked.</param>
    public static RetrievalScore Of(RetrievalSongs songs, Func<int, Func<int, int, double>> spaceOf, int spaceCount)
    {
        var hits = new double[songs.Count];
        var (reach, skew) = (0.0, 0.0);
        for (var space = 0; space < spaceCount; space++)
        {
            var similarity = spaceOf(space);
            var occurrences = new double[songs.Count];
            for (var song = 0; song < songs.Count; song++)
            {
                int[] nearest = [.. songs.OfOtherArtists(song).OrderByDescending(other => similarity(song, other)).Take(Count)];
                foreach (var other in nearest)
                    occurrences[other]++;
                if (spaceCount == 1 || songs.Fold[song] == space)
                    hits[song] = nearest.Average(other => songs.Genre[other] == songs.Genre[song] ? 1.0 : 0);
            }
            reach += occurrences.Count(count => count > 0) / (double)songs.Count / spaceCount;
            skew += Skewness(occurrences) / spaceCount;
        }
        return new(hits, reach, skew);
    }

    /// <summary>The share of the songs of some folds.</summary>
    public double Precision(RetrievalSongs songs, Func<int, bool> fold) => hits.Where((_, song) => fold(songs.Fold[song])).Average();

    /// <summary>A line of the table.</summary>
    public string Row(string name, RetrievalSongs songs)
    {
        var interval = new Bootstrap().Draw(songs.Artist, weights => hits.Zip(weights, (hit, weight) => hit * weight).Sum() / weights.Sum(),
            Work.OnAllProcessors);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {interval} | {Precision(songs, fold => fold != 0):F3} | {Precision(songs, fold => fold == 0):F3} "
            + $"| {reach:F3} | {skew:F2} |");
    }

    private static double Skewness(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)));
        return values.Average(value => Math.Pow(value - mean, 3)) / Math.Pow(deviation, 3);
    }
}
