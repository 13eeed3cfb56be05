namespace Workbench.Demo;

/// <summary>All seven traits: of a genre, or of one track, mixed from several.</summary>
/// <param name="Rhythm">How it moves.</param>
/// <param name="Harmony">Its chords.</param>
/// <param name="Bass">Its bass.</param>
/// <param name="Chords">Its accompaniment.</param>
/// <param name="Pad">Its background.</param>
/// <param name="Lead">Its melodies.</param>
/// <param name="Production">Its sound.</param>
internal sealed record Style(Rhythm Rhythm, Harmony Harmony, Accompaniment Bass, Accompaniment Chords, Accompaniment Pad,
    Melody Lead, Production Production)
{
    /// <summary>
    /// Mixes genres: they take turns, so that each gives traits that are heard (one the drums, the other the guitars).
    /// An artist's signature trait is always theirs, and now and then a trait is borrowed from anywhere.
    /// </summary>
    /// <param name="genres">The track's genres.</param>
    /// <param name="artist">Who plays.</param>
    /// <param name="ambiguity">Probability that a trait is borrowed.</param>
    /// <param name="rng">Who begins, and what is borrowed.</param>
    public static Style Blend(IReadOnlyList<Genre> genres, ArtistProfile artist, double ambiguity, Random rng)
    {
        var turn = rng.Next(genres.Count);
        return new(
            Rhythm: From(Trait.Rhythm).Rhythm,
            Chords: From(Trait.Chords).Chords,
            Lead: From(Trait.Lead).Lead,
            Bass: From(Trait.Bass).Bass,
            Production: From(Trait.Production).Production,
            Pad: From(Trait.Pad).Pad,
            Harmony: From(Trait.Harmony).Harmony);

        Style From(Trait trait)
        {
            if (artist.Signature is { } signature && signature.Trait == trait)
                return signature.Genre.Style;
            return (rng.Chance(ambiguity) ? rng.Pick(Genres.All) : genres[turn++ % genres.Count]).Style;
        }
    }
}
