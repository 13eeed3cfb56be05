using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation;

/// <summary>A catalogue written out by hand or drawn at random, with the plain loop that the index is held to.</summary>
public sealed record Catalogue(Track[] Tracks, float[][] Embedding, double[][] Genres)
{
    /// <summary>Columns of features: timbre, harmony, dynamics and rhythm, and one that belongs to no family.</summary>
    public static ImmutableArray<string> FeatureColumns { get; } =
    [
        "mfcc_mean_01", "mfcc_mean_02", "mfcc_std_01", "spectral_centroid_mean_01", "chroma_stft_mean_01", "chroma_stft_mean_02",
        "tonnetz_mean_01", "rmse_mean_01", "rmse_std_01", "tempo_mean_01", "tempo_std_01", "peaks_max",
    ];

    /// <summary>Summaries of each song; null for none.</summary>
    public float[][]? Features { get; init; }

    public static LabelVocabulary Vocabulary { get; } = new(["Jazz", "Rock"]);

    public static Track Track(string id, string? artist = null, string? title = null, string label = "Rock") =>
        new() { Id = id, AudioPath = id, Labels = [label], Artist = artist, Title = title };

    /// <summary>Songs of which nothing but the tags is known.</summary>
    internal static IIndexedSongs Indexed(params Track[] tracks) => new SongsInMemory(Array.ConvertAll(tracks,
        track => new Song(track, default, default, [], [], SongTitle.Of(track.Title), track.Recording)));

    public static Catalogue Random(Random rng, int songCount, int columnCount, int artistCount) => new(
        [.. Enumerable.Range(0, songCount)
            .Select(i => Track($"{rng.Next(1000):d4}-{i}.mp3", rng.Next(4) == 0 ? null : $"artist {rng.Next(artistCount)}"))],
        [.. Enumerable.Range(0, songCount)
            .Select(_ => Enumerable.Range(0, columnCount).Select(c => (float)(rng.NextDouble() * (c + 1) + c)).ToArray())],
        [.. Enumerable.Range(0, songCount).Select(_ => new[] { rng.NextDouble(), rng.NextDouble() })]);

    /// <summary>The same songs with features drawn at random, of which no two columns are alike.</summary>
    public Catalogue WithFeatures(Random rng) => this with
    {
        Features = [.. Tracks.Select(_ => FeatureColumns.Select((_, c) => (float)((rng.NextDouble() + rng.NextDouble()) * (c + 1) + c))
            .ToArray())],
    };

    internal SongCatalogue Songs() => new([.. Tracks], new(
        new FeatureMatrix([.. Enumerable.Range(0, Embedding[0].Length).Select(c => $"unit {c}")], [.. Embedding.SelectMany(row => row)]),
        Matrices.Scores(Genres)))
    {
        Features = Features is null ? null : new(FeatureColumns, [.. Features.SelectMany(row => row)]),
    };

    internal SimilarityIndex Index(SimilaritySpec? spec = null) =>
        SimilarityIndex.Over(Songs(), [new EmbeddingBlock(Embedding[0].Length, 1)], Vocabulary, spec);

    public Catalogue Rows(params int[] order) =>
        new([.. order.Select(i => Tracks[i])], [.. order.Select(i => Embedding[i])], [.. order.Select(i => Genres[i])])
        {
            Features = Features is null ? null : [.. order.Select(i => Features[i])],
        };

    /// <summary>1 - (cosine of standardised embeddings + cosine of standardised genres) / 2, in float64.</summary>
    public double Distance(int a, int b)
    {
        double[][] sound = [.. Embedding.Select(row => Array.ConvertAll(row, value => (double)value))];
        return 1 - (Cosine(sound, a, b) + Cosine(Genres, a, b)) / 2;
    }

    /// <summary>The cosine of two rows after columns were standardised, values beyond a limit being as far as that.</summary>
    public static double Cosine(double[][] rows, int a, int b, double clip = double.PositiveInfinity) =>
        Cosine(Standardised(rows, a, clip), Standardised(rows, b, clip));

    private static double[] Standardised(double[][] rows, int row, double clip) => [.. rows[row].Select((value, column) =>
    {
        var mean = rows.Average(r => r[column]);
        var deviation = Math.Sqrt(rows.Average(r => (r[column] - mean) * (r[column] - mean)));
        return deviation == 0 ? 0 : Math.Clamp((value - mean) / deviation, -clip, clip);
    })];

    public static double Cosine(double[] a, double[] b)
    {
        var (dot, squaresA, squaresB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (dot, squaresA, squaresB) = (dot + a[i] * b[i], squaresA + a[i] * a[i], squaresB + b[i] * b[i]);
        return squaresA * squaresB == 0 ? 0 : dot / Math.Sqrt(squaresA * squaresB);
    }
}
