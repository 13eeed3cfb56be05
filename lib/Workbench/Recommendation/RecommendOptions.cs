using System.Globalization;
using Workbench.Foundation;
using Workbench.Recommendation.Listeners;

namespace Workbench.Recommendation;

/// <summary>How many songs are recommended, and which may be among them.</summary>
public sealed record RecommendOptions
{
    /// <summary>How many, at least 1; fewer come where there are no more.</summary>
    public int Count { get; init; } = 3;

    /// <summary>Whether there may be songs by the artist of the song that is asked about, and several by one artist.</summary>
    public bool SameArtist { get; init; }

    /// <summary>Which other recordings of a song may stand beside it; they matter where <see cref="SameArtist"/> lets them in.</summary>
    public SongCopies Copies { get; init; }

    /// <summary>
    /// How unlike one another the songs shall be, 0 to 1: each next one is that with the most of (1 - diversity) x its similarity less
    /// diversity x its highest similarity to those before (maximal marginal relevance, Carbonell and Goldstein 1998), among the nearest
    /// ten times as many. 0 gives the nearest songs.
    /// </summary>
    public double Diversity { get; init; }

    /// <summary>
    /// The listener whose answers re-rank the songs, as <see cref="Recommender.ProfileOf"/> of the same recommender learned them; null, or
    /// a profile that is not at work, ranks as for nobody.
    /// </summary>
    public ListenerProfile? Profile { get; init; }

    /// <exception cref="WorkbenchException">A number makes no sense.</exception>
    internal void Validate()
    {
        if (Count < 1)
            throw new WorkbenchException($"Count {Count} must be >= 1; 3 is usual.");
        if (!Enum.IsDefined(Copies))
            throw new WorkbenchException($"Copies {Copies} is none of {string.Join(", ", Enum.GetNames<SongCopies>())}.");
        if (Diversity is not (>= 0 and <= 1))
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                $"Diversity {Diversity} must be 0 to 1; 0 gives the nearest songs, 0.3 some variety."));
    }
}
