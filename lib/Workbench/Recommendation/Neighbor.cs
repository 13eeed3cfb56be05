using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;

namespace Workbench.Recommendation;

/// <summary>A recommended song, and why.</summary>
/// <param name="Track">The song.</param>
/// <param name="SoundSimilarity">Cosine of the standardised embeddings, -1 to 1.</param>
/// <param name="GenreSimilarity">Cosine of the standardised predicted genre probabilities, -1 to 1.</param>
/// <param name="SharedGenres">The genres that both songs have, in ordinal order.</param>
public sealed record Neighbor(Track Track, double SoundSimilarity, double GenreSimilarity, ImmutableArray<string> SharedGenres)
{
    private const double AlikeFrom = 0.5;

    /// <summary>0 for the same sound and genres, 1 for unrelated ones, 2 for opposite ones.</summary>
    public double Distance => 1 - Similarity;

    /// <summary>1 to -1, the sum of <see cref="FromSound"/> and <see cref="FromGenre"/>.</summary>
    public double Similarity => FromSound + FromGenre;

    /// <summary>The part of the similarity that the sound gave.</summary>
    public double FromSound => EmbeddingIndex.SoundWeight * SoundSimilarity;

    /// <summary>The part of the similarity that the predicted genres gave.</summary>
    public double FromGenre => (1 - EmbeddingIndex.SoundWeight) * GenreSimilarity;

    /// <summary>
    /// Why, in words, for instance <c>sounds alike (0.83) and shares Punk, Rock</c>; the number is <see cref="SoundSimilarity"/>.
    /// </summary>
    public string Reason
    {
        get
        {
            var (alike, shares) = (SoundSimilarity >= AlikeFrom, !SharedGenres.IsEmpty);
            var sound = string.Create(CultureInfo.InvariantCulture, $"sounds {(alike ? "alike" : "different")} ({SoundSimilarity:F2})");
            return $"{sound} {(alike == shares ? "and" : "but")} shares {(shares ? string.Join(", ", SharedGenres) : "no genre")}";
        }
    }
}
