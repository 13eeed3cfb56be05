using Workbench.Datasets;
using Workbench.Features;
using Workbench.Recommendation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation;

/// <summary>A catalogue written out by hand or drawn at random, with the plain loop that the index is held to.</summary>
public sealed record Catalogue(Track[] Tracks, float[][] Embedding, double[][] Genres)
{
    public static LabelVocabulary Vocabulary { get; } = new(["Jazz", "Rock"]);

    public static Track Track(string id, string? artist = null, string? title = null, string label = "Rock") =>
        new() { Id = id, AudioPath = id, Labels = [label], Artist = artist, Title = title };

    public static Catalogue Random(Random rng, int songCount, int columnCount, int artistCount) => new(
        [.. Enumerable.Range(0, songCount)
            .Select(i => Track($"{rng.Next(1000):d4}-{i}.mp3", rng.Next(4) == 0 ? null : $"artist {rng.Next(artistCount)}"))],
        [.. Enumerable.Range(0, songCount)
            .Select(_ => Enumerable.Range(0, columnCount).Select(c => (float)(rng.NextDouble() * (c + 1) + c)).ToArray())],
        [.. Enumerable.Range(0, songCount).Select(_ => new[] { rng.NextDouble(), rng.NextDouble() })]);

    internal EmbeddingIndex Index() => EmbeddingIndex.Build(
        Tracks,
        new FeatureMatrix([.. Enumerable.Range(0, Embedding[0].Length).Select(c => $"unit {c}")], [.. Embedding.SelectMany(row => row)]),
        Vocabulary,
        Matrices.Scores(Genres));

    public Catalogue Rows(params int[] order) =>
        new([.. order.Select(i => Tracks[i])], [.. order.Select(i => Embedding[i])], [.. order.Select(i => Genres[i])]);

    /// <summary>1 - (cosine of standardised embeddings + cosine of standardised genres) / 2, in float64.</summary>
    public double Distance(int a, int b)
    {
        double[][] sound = [.. Embedding.Select(row => Array.ConvertAll(row, value => (double)value))];
        return 1 - (Cosine(Standardised(sound, a), Standardised(sound, b)) + Cosine(Standardised(Genres, a), Standardised(Genres, b))) / 2;
    }

    private static double[] Standardised(double[][] rows, int row) => [.. rows[row].Select((value, column) =>
    {
        var mean = rows.Average(r => r[column]);
        var deviation = Math.Sqrt(rows.Average(r => (r[column] - mean) * (r[column] - mean)));
        return deviation == 0 ? 0 : (value - mean) / deviation;
    })];

    private static double Cosine(double[] a, double[] b)
    {
        var (dot, squaresA, squaresB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (dot, squaresA, squaresB) = (dot + a[i] * b[i], squaresA + a[i] * a[i], squaresB + b[i] * b[i]);
        return squaresA * squaresB == 0 ? 0 : dot / Math.Sqrt(squaresA * squaresB);
    }
}
