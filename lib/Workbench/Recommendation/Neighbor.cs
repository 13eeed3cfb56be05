using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;

namespace Workbench.Recommendation;

/// <summary>A recommended song, and why.</summary>
/// <param name="Track">The song.</param>
/// <param name="Parts">How alike the songs are in each part that counts, in the order of <see cref="SimilarityPart"/>.</param>
/// <param name="SharedGenres">The genres that both songs have, in ordinal order.</param>
public sealed record Neighbor(Track Track, ImmutableArray<PartSimilarity> Parts, ImmutableArray<string> SharedGenres)
{
    // The cosine of some hundred columns hardly reaches what that of an embedding does.
    private const double FeaturesAlikeFrom = 0.25, ModelAlikeFrom = 0.5;

    private const int MostFamilies = 3;

    /// <summary>
    /// What the correction of hubs adds to the parts: below 0 for a song that is near to very many others, above 0 for one that is near to
    /// few; 0 where nothing is corrected.
    /// </summary>
    public double FromHubs { get; init; }

    /// <summary>
    /// What the profile of a listener adds: above 0 for songs like those that were liked, below 0 for songs like the others; 0 where none
    /// is at work.
    /// </summary>
    public double FromProfile { get; init; }

    /// <summary>Numbers that people know of both songs, where the catalogue keeps features.</summary>
    public ImmutableArray<SharedTrait> Traits { get; init; } = [];

    /// <summary>
    /// 1 to -1: the sum of what the parts contribute and of <see cref="FromHubs"/>, which makes it the similarity that songs of
    /// the same mutual proximity would have if each were as near to the others as songs are on average. Where a listener's profile is at
    /// work, <see cref="FromProfile"/> is added, and may lead beyond 1.
    /// </summary>
    public double Similarity => Parts.Sum(part => part.Contribution) + FromHubs + FromProfile;

    /// <summary>
    /// 0 for the same sound and genres, 1 for unrelated ones, 2 for opposite ones; beyond that where <see cref="FromProfile"/> leads there.
    /// </summary>
    public double Distance => 1 - Similarity;

    /// <summary>The weighted mean of the cosines of all parts but genres, -1 to 1; 0 where genres alone count.</summary>
    public double SoundSimilarity
    {
        get
        {
            var sound = Parts.Where(part => part.Part != SimilarityPart.Genres).ToArray();
            return sound.Length > 0 ? sound.Sum(part => part.Contribution) / sound.Sum(part => part.Weight) : 0;
        }
    }

    /// <summary>
    /// What adds up to <see cref="Similarity"/>: each part by its name, <c>hubs</c> where these are corrected, and <c>profile</c> where
    /// that of a listener is at work.
    /// </summary>
    public ImmutableArray<(string Name, double Value)> Terms =>
    [
        .. Parts.Select(part => (Name(part.Part), part.Contribution)),
        .. new[] { ("hubs", FromHubs), ("profile", FromProfile) }.Where(term => term.Item2 != 0),
    ];

    /// <summary>The same in words: <c>similarity 0.710 = 0.150 timbre + 0.120 harmony + 0.460 genres - 0.020 hubs</c>.</summary>
    public string Sum => string.Create(CultureInfo.InvariantCulture, $"similarity {Similarity:0.000} =")
        + string.Concat(Terms.Select((term, i) => string.Create(CultureInfo.InvariantCulture,
            $"{(term.Value < 0 ? " - " : i > 0 ? " + " : " ")}{Math.Abs(term.Value):0.000} {term.Name}")));

    /// <summary>
    /// Why, in words, for instance <c>sounds alike (0.83) and shares Punk, Rock</c>; the number is <see cref="SoundSimilarity"/>. Where
    /// features are compared, up to three families follow in which they are alike, the one that gives most first, with the numbers of both
    /// songs where these are close: <c>: similar harmony, timbre (brightness 2104 against 2230 Hz)</c>. Last comes what a listener's
    /// profile says: <c>; like what you liked</c>.
    /// </summary>
    public string Reason
    {
        get
        {
            var alikeFrom = Parts.Any(IsFamily) ? FeaturesAlikeFrom : ModelAlikeFrom;
            var (alike, shares) = (SoundSimilarity >= alikeFrom, !SharedGenres.IsEmpty);
            var sound = string.Create(CultureInfo.InvariantCulture, $"sounds {(alike ? "alike" : "different")} ({SoundSimilarity:F2})");
            var families = Families.ToArray();
            return $"{sound} {(alike == shares ? "and" : "but")} shares {(shares ? string.Join(", ", SharedGenres) : "no genre")}"
                + (families.Length > 0 ? $": similar {string.Join(", ", families)}" : "")
                + FromProfile switch { > 0 => "; like what you liked", < 0 => "; unlike what you liked", _ => "" };
        }
    }

    /// <summary>The cosine of a part, -1 to 1; null if it does not count.</summary>
    public double? CosineOf(SimilarityPart part) => Parts.FirstOrDefault(p => p.Part == part)?.Cosine;

    private IEnumerable<string> Families => Parts
        .Where(part => IsFamily(part) && part.Cosine >= part.AlikeFrom)
        .OrderByDescending(part => part.Contribution)
        .Take(MostFamilies)
        .Select(part => Traits.FirstOrDefault(trait => trait.Part == part.Part && trait.IsClose) is { } trait
            ? $"{Name(part.Part)} ({trait})" : Name(part.Part));

    private static bool IsFamily(PartSimilarity part) => part.Part < SimilarityPart.Embedding;

    private static string Name(SimilarityPart part) => part.ToString().ToLowerInvariant();
}
