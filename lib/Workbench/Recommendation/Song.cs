using System.Collections.Immutable;

namespace Workbench.Recommendation;

/// <summary>What the index knows of a song, whether of the catalogue or asked for.</summary>
/// <param name="Sound">Standardised embedding of length 1.</param>
/// <param name="Genre">Standardised predicted genre probabilities, of length 1.</param>
/// <param name="Genres">The genres it has, in ordinal order.</param>
/// <param name="Artist">The artist, where known.</param>
/// <param name="Title">The title, where known.</param>
internal sealed record Song(
    ReadOnlyMemory<float> Sound, ReadOnlyMemory<float> Genre, ImmutableArray<string> Genres, string? Artist, string? Title)
{
    // Float32 cosines of equal vectors differ from 1 by some 1e-7.
    private const double SameRecordingDistance = 1e-6;

    public double SoundSimilarity(Song other) => Cosine(Sound, other.Sound);

    public double GenreSimilarity(Song other) => Cosine(Genre, other.Genre);

    public double Distance(Song other) =>
        1 - (EmbeddingIndex.SoundWeight * SoundSimilarity(other) + (1 - EmbeddingIndex.SoundWeight) * GenreSimilarity(other));

    /// <summary>Whether both have a known artist, the same.</summary>
    public bool SharesArtistWith(Song other) => Artist is not null && Artist.Equals(other.Artist, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether both are one piece of music: the same artist and title, or the same sound.</summary>
    public bool IsCopyOf(Song other) =>
        (SharesArtistWith(other) && Title is not null && Title.Equals(other.Title, StringComparison.OrdinalIgnoreCase))
        || Distance(other) < SameRecordingDistance;

    // Rounding must not lead out of the range of a cosine.
    private static double Cosine(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) => Math.Clamp(DotProduct.Of(a.Span, b.Span), -1f, 1f);
}
