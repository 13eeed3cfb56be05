namespace Workbench.Recommendation.Playlists;

/// <summary>The rule that two songs of one artist stand apart.</summary>
/// <param name="index">The songs.</param>
/// <param name="gap">Songs between them, at least.</param>
internal sealed class ArtistGap(SimilarityIndex index, int gap)
{
    /// <summary>Whether a song may be put behind the first <paramref name="place"/> songs of a list that keeps the rule.</summary>
    public bool Allows(IReadOnlyList<int> list, int place, int song)
    {
        for (var other = Math.Max(0, place - gap); other < Math.Min(list.Count, place + gap); other++)
            if (index.ShareArtist(list[other], song))
                return false;
        return true;
    }

    /// <summary>Whether a song may follow a list, of which the last song comes first.</summary>
    public bool Allows(IEnumerable<int> backwards, int song) => !backwards.Take(gap).Any(other => index.ShareArtist(other, song));

    /// <summary>Whether a list keeps the rule.</summary>
    public bool IsKept(IReadOnlyList<int> list)
    {
        for (var place = 1; place < list.Count; place++)
            for (var other = Math.Max(0, place - gap); other < place; other++)
                if (index.ShareArtist(list[other], list[place]))
                    return false;
        return true;
    }
}
