namespace Workbench.Demo;

/// <summary>
/// An invented artist's lasting character. It is in every track of theirs, whatever the genre, so that a model can
/// recognise artists instead of genres: the leak that grouping by artist is there to stop.
/// </summary>
internal sealed record ArtistProfile
{
    private static readonly int TraitCount = Enum.GetValues<Trait>().Length;

    /// <summary>The invented name.</summary>
    public required string Name { get; init; }

    /// <summary>Whom they play with.</summary>
    public required Scene Scene { get; init; }

    /// <summary>Favourite key, semitones above C.</summary>
    public required int Tonic { get; init; }

    /// <summary>How much faster than others they play.</summary>
    public required double TempoFactor { get; init; }

    /// <summary>Deviation of their timing, in seconds.</summary>
    public required double Looseness { get; init; }

    /// <summary>Which instrument, beat, scale or figure they reach for first, by trait.</summary>
    public required int[] Taste { get; init; }

    /// <summary>How loud each part is in their mixes, in dB, by trait.</summary>
    public required double[] Balance { get; init; }

    /// <summary>Where each part of theirs resounds, in Hz, by trait.</summary>
    public required double[] Colour { get; init; }

    /// <summary>Lift below 150 Hz, in dB.</summary>
    public required double BassDb { get; init; }

    /// <summary>Lift above 3 kHz, in dB.</summary>
    public required double TrebleDb { get; init; }

    /// <summary>Loudness, in dB.</summary>
    public required double LevelDb { get; init; }

    /// <summary>More or less noise than others have, in dB.</summary>
    public required double HissDb { get; init; }

    /// <summary>How much more room than others they like.</summary>
    public required double RoomFactor { get; init; }

    /// <summary>A trait that they always take from a genre of their choice, if any.</summary>
    public required (Trait Trait, Genre Genre)? Signature { get; init; }

    /// <summary>Invents an artist.</summary>
    /// <param name="name">The name.</param>
    /// <param name="scene">Whom they play with.</param>
    /// <param name="ambiguity">Probability that they have a signature trait.</param>
    /// <param name="rng">The draw.</param>
    public static ArtistProfile Draw(string name, Scene scene, double ambiguity, Random rng)
    {
        // Drawn always, kept sometimes: whatever the ambiguity, a seed gives the same artists.
        var signature = (Trait: (Trait)rng.Next(TraitCount), Genre: rng.Pick(Genres.All));
        var keepsSignature = rng.Chance(ambiguity);
        return new()
        {
            Name = name,
            Scene = scene,
            Tonic = rng.Next(12),
            TempoFactor = Math.Exp(0.06 * rng.Normal()),
            Looseness = 0.002 + 0.008 * rng.NextDouble(),
            Taste = [.. Each(() => rng.Next(1000))],
            Balance = [.. Each(() => 1.5 * rng.Normal())],
            Colour = [.. Each(() => 250 * Math.Pow(2, 3.5 * rng.NextDouble()))],
            BassDb = 1.5 * rng.Normal(),
            TrebleDb = 1.5 * rng.Normal(),
            LevelDb = 3 * rng.Normal(),
            HissDb = 4 * rng.Normal(),
            RoomFactor = Math.Exp(0.35 * rng.Normal()),
            Signature = keepsSignature ? signature : null,
        };
    }

    /// <summary>Chooses as this artist would: usually their favourite, sometimes another.</summary>
    /// <param name="trait">What the choice belongs to.</param>
    /// <param name="items">What there is to choose from.</param>
    /// <param name="rng">The draw.</param>
    public T Choose<T>(Trait trait, IReadOnlyList<T> items, Random rng) =>
        rng.Chance(0.65) ? items[Taste[(int)trait] % items.Count] : rng.Pick(items);

    private static IEnumerable<T> Each<T>(Func<T> draw) => Enumerable.Range(0, TraitCount).Select(_ => draw());
}
