using System.Globalization;
using Workbench.Recommendation.Vectors;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>Vectors for tests, and what an index must hold of them.</summary>
internal static class SongVectors
{
    /// <summary>A vector of length 1 in a drawn direction.</summary>
    public static float[] Draw(Random rng, int dimension)
    {
        float[] vector = [.. Enumerable.Range(0, dimension).Select(_ => (float)(rng.NextDouble() - 0.5))];
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return [.. vector.Select(value => (float)(value / length))];
    }

    /// <summary>Songs "0", "1", ... of drawn vectors.</summary>
    public static Dictionary<string, float[]> Draw(int count, int dimension, int seed = 1)
    {
        var rng = new Random(seed);
        return Enumerable.Range(0, count).ToDictionary(song => song.ToString(CultureInfo.InvariantCulture), _ => Draw(rng, dimension));
    }

    /// <summary>Puts songs into an index and commits them.</summary>
    public static void Put(IVectorIndex index, IEnumerable<KeyValuePair<string, float[]>> songs)
    {
        foreach (var (id, vector) in songs)
            index.Put(id, vector);
        index.Commit();
    }

    /// <summary>Whether an index holds these songs and no others, each with its vector to the last bit.</summary>
    public static void AssertHolds(Dictionary<string, float[]> songs, IVectorIndex index)
    {
        Assert.Equal(songs.Count, index.Count);
        Assert.Equal(songs.Keys.Order(StringComparer.Ordinal), index.Ids.Order(StringComparer.Ordinal));
        foreach (var (id, vector) in songs)
            Assert.Equal(vector, index.Find(id));
        (index as VectorIndex)?.Verify();
    }
}
