using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>
/// The songs most like some others, one after the other, by the mean of their similarities to these; with variety each next one is that
/// which has the most of it less its highest similarity to those that were chosen, as <see cref="RecommendOptions.Diversity"/> has it.
/// </summary>
internal sealed class Likes
{
    private readonly SimilarityIndex index;
    private readonly double variety;
    private readonly List<Like> pool;
    private readonly Queue<Like> rest;
    private int compared;

    /// <summary>Measures songs.</summary>
    /// <param name="index">All songs.</param>
    /// <param name="seeds">Those that the others are compared with.</param>
    /// <param name="others">Those to choose from.</param>
    /// <param name="variety">0 to 1.</param>
    /// <param name="poolSize">How many of the most alike variety chooses among at a time.</param>
    /// <param name="work">Threads to measure on, and what stops it.</param>
    public Likes(
        SimilarityIndex index, IReadOnlyList<int> seeds, IEnumerable<int> others, double variety, int poolSize, Work work)
    {
        (this.index, this.variety) = (index, variety);
        double[][] toSeeds = [.. seeds.Select(seed => index.Similarities(seed, work))];
        rest = new(others.Select(song => new Like(song, toSeeds.Average(similarities => similarities[song])))
            .OrderByDescending(like => like.Similarity)
            .ThenBy(like => index.Tracks[like.Song].Id, StringComparer.Ordinal));
        pool = [];
        for (var i = 0; i < poolSize && rest.TryDequeue(out var like); i++)
            pool.Add(like);
    }

    /// <summary>The next song, which is not told again; null once there are no more.</summary>
    /// <param name="chosen">The songs chosen so far, which only grow.</param>
    public int? Next(IReadOnlyList<int> chosen)
    {
        for (; variety > 0 && compared < chosen.Count; compared++)
            foreach (var like in pool)
                like.ToChosen = Math.Max(like.ToChosen, index.Similarity(chosen[compared], like.Song));
        if (pool.MaxBy(like => (1 - variety) * like.Similarity - (variety > 0 ? variety * like.ToChosen : 0)) is not { } best)
            return null;
        pool.Remove(best);
        if (rest.TryDequeue(out var next))
        {
            if (variety > 0)
                next.ToChosen = chosen.Max(song => index.Similarity(song, next.Song));
            pool.Add(next);
        }
        return best.Song;
    }

    /// <summary>A song with how like the seeds and those chosen it is.</summary>
    private sealed class Like(int song, double similarity)
    {
        public int Song => song;

        public double Similarity => similarity;

        public double ToChosen { get; set; } = double.NegativeInfinity;
    }
}
