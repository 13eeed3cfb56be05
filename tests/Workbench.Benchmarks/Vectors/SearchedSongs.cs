using System.Globalization;
using System.Runtime.InteropServices;
using Workbench.Recommendation.Vectors;

namespace Workbench.Benchmarks.Vectors;

/// <summary>
/// Songs that are asked for, as an index and as files for others. Vectors stray around a thousand centers, as those of songs do around
/// styles, and have length 1.
/// </summary>
internal sealed class SearchedSongs : IDisposable
{
    /// <summary>Numbers of a vector.</summary>
    public const int Dimension = 128;

    /// <summary>Songs that are asked for, of which none is in the index.</summary>
    public const int QueryCount = 100;

    private const int Styles = 1000, Seed = 22, CommittedTogether = 100_000;

    private readonly string folder = Directory.CreateTempSubdirectory("workbench-vectors-").FullName;
    private readonly Random rng = new(Seed);
    private readonly float[] queries;

    /// <param name="count">Songs.</param>
    public SearchedSongs(int count)
    {
        var centers = new float[Styles][];
        for (var style = 0; style < Styles; style++)
            centers[style] = Near(new float[Dimension]);
        queries = [.. Enumerable.Range(0, QueryCount).SelectMany(_ => Near(centers[rng.Next(Styles)]))];
        File.WriteAllBytes(QueriesFile, MemoryMarshal.AsBytes(queries.AsSpan()).ToArray());
        using var file = File.Create(SongsFile);
        using var index = VectorIndex.OpenToWrite(IndexFolder, Dimension);
        for (var song = 0; song < count; song++)
        {
            var vector = Near(centers[rng.Next(Styles)]);
            index.Put(song.ToString(CultureInfo.InvariantCulture), vector);
            file.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
            if ((song + 1) % CommittedTogether == 0 || song == count - 1)
                index.Commit();
        }
    }

    /// <summary>The vectors of all songs in float32, one behind the other.</summary>
    public string SongsFile => Path.Combine(folder, "songs");

    /// <summary>Those that are asked for.</summary>
    public string QueriesFile => Path.Combine(folder, "queries");

    /// <summary>The folder of the index.</summary>
    public string IndexFolder => Path.Combine(folder, "index");

    /// <summary>A vector that is asked for.</summary>
    public ReadOnlySpan<float> Query(int number) => queries.AsSpan(number * Dimension, Dimension);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private float[] Near(float[] center)
    {
        float[] vector = [.. center.Select(value => value + Normal() / MathF.Sqrt(Dimension))];
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }

    private float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble()));
}
