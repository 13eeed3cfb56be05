using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Recommendation;

/// <summary>What the index knows of a song, whether of the catalogue or asked for.</summary>
/// <param name="Sound">Standardised embedding of length 1.</param>
/// <param name="Genre">Standardised predicted genre probabilities, of length 1.</param>
/// <param name="Genres">The genres it has, in ordinal order.</param>
/// <param name="Artists">The artists that it credits, as <see cref="ArtistCredits"/> names them; none where not known.</param>
/// <param name="Title">The <see cref="ArtistCredits.Key"/> of the title, where known.</param>
/// <param name="Recording">The recording that it is a segment of, where it is one.</param>
internal sealed record Song(ReadOnlyMemory<float> Sound, ReadOnlyMemory<float> Genre, ImmutableArray<string> Genres,
    ImmutableArray<string> Artists, string? Title, string? Recording)
{
    // Float32 cosines of equal vectors differ from 1 by some 1e-7.
    private const double SameRecordingDistance = 1e-6;

    public double SoundSimilarity(Song other) => Cosine(Sound, other.Sound);

    public double GenreSimilarity(Song other) => Cosine(Genre, other.Genre);

    public double Distance(Song other) =>
        1 - (EmbeddingIndex.SoundWeight * SoundSimilarity(other) + (1 - EmbeddingIndex.SoundWeight) * GenreSimilarity(other));

    /// <summary>Whether both credit one artist.</summary>
    public bool SharesArtistWith(Song other) => Artists.Any(other.Artists.Contains);

    /// <summary>Whether both are one piece of music: the same artist and title, segments of one recording, or the same sound.</summary>
    public bool IsCopyOf(Song other) =>
        (Title is not null && Title == other.Title && SharesArtistWith(other))
        || (Recording is not null && Recording == other.Recording)
        || Distance(other) < SameRecordingDistance;

    // Rounding must not lead out of the range of a cosine.
    private static double Cosine(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) => Math.Clamp(DotProduct.Of(a.Span, b.Span), -1f, 1f);
}
