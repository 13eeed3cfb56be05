using System.Globalization;

namespace Workbench.Tests.Recommendation.Kept;

/// <summary>
/// A catalogue of which songs are added, removed, and heard anew with other features, step by step: what it holds after any number of
/// steps follows from the number alone.
/// </summary>
internal static class ChangingCatalogue
{
    /// <summary>Columns of the embedding.</summary>
    public const int Columns = 6;

    private const int MaxChanges = 9, Ids = 90, Fewest = 25; // hubs are corrected

    /// <summary>The catalogue after so many steps.</summary>
    public static Catalogue After(int steps)
    {
        SortedDictionary<int, int> songs = []; // of each song, the seed that its features are drawn with
        for (var song = 0; song < Fewest; song++)
            songs[song] = song;
        for (var step = 0; step < steps; step++)
        {
            var rng = new Random(step);
            for (var count = rng.Next(1, MaxChanges + 1); count > 0; count--)
                if (rng.Next(Ids) is var song && (rng.Next(3) > 0 || count == 1)) // no step leaves all as it was
                    songs[song] = 1000 + step * MaxChanges + count;
                else if (songs.Count > Fewest)
                    songs.Remove(song);
        }
        float[][] drawn = [.. songs.Values.Select(Draw)];
        return new([.. songs.Keys.Select(song => Catalogue.Track(
                string.Create(CultureInfo.InvariantCulture, $"{song:00}.mp3"), $"artist {song % 20}", $"title {song}"))],
            [.. drawn.Select(values => values[2..(2 + Columns)])],
            [.. drawn.Select(values => Array.ConvertAll(values[..2], value => (double)value / 3))])
        {
            Features = [.. drawn.Select(values => values[(2 + Columns)..])],
        };
    }

    /// <summary>Genres, embedding and features of a song.</summary>
    private static float[] Draw(int seed)
    {
        var rng = new Random(seed);
        return [.. Enumerable.Range(0, 2 + Columns + Catalogue.FeatureColumns.Length)
            .Select(column => (float)(rng.NextDouble() * (column + 1) + column))];
    }
}
