using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>Makes playlists of the songs of an index. The same songs and spec give the same list.</summary>
/// <param name="index">The songs.</param>
/// <param name="spec">Which of them, and how they stand.</param>
/// <param name="look">Tells what a player would find of a song.</param>
/// <param name="work">Threads, and what stops it.</param>
internal sealed class PlaylistBuilder(SimilarityIndex index, PlaylistSpec spec, Func<Track, SongFile> look, Work work)
{
    /// <summary>Songs that variety chooses from: the nearest, so many times what is asked for.</summary>
    private const int PoolFactor = 10;

    private readonly ArtistGap gap = new(index, spec.ArtistGap);
    private readonly double seconds = 60 * spec.Minutes ?? double.PositiveInfinity;

    private int MostSongs => spec.Minutes is null ? spec.Count : PlaylistSpec.MostSongs;

    /// <summary>
    /// A list that begins with the first of some songs and has the others in it too: the songs most like them, by the mean of their
    /// similarities, ordered so that each is as like the one before as can be.
    /// </summary>
    /// <param name="seeds">At least one place in <see cref="SimilarityIndex.Tracks"/>.</param>
    /// <exception cref="WorkbenchException">The seeds do not fit into the list, or a file of theirs is gone.</exception>
    public Playlist Around(IReadOnlyList<int> seeds)
    {
        if (seeds.Count > MostSongs)
            throw new WorkbenchException($"{seeds.Count} songs do not fit into a list of {MostSongs}; raise the count.");
        var candidates = Candidates(seeds);
        var order = new SmoothOrder(index, seeds[0], gap);
        var total = candidates.SecondsOf(seeds[0]) ?? 0;
        List<int> waiting = [.. seeds.Skip(1)], chosen = [.. seeds];
        TakeWaiting();
        var likes = new Likes(index, seeds, work.Each(candidates.Others()), spec.Variety, MostSongs * PoolFactor, work);
        while (order.Songs.Count < MostSongs && total < seconds && likes.Next(chosen) is { } song)
        {
            work.ThrowIfStopped();
            if (chosen.Exists(other => index.AreCopies(other, song, spec.Copies)) || !candidates.CanTake(song) || IsTooLong(song))
                continue;
            chosen.Add(song);
            waiting.Add(song);
            TakeWaiting();
        }
        if (waiting.FirstOrDefault(seeds.Contains, -1) is >= 0 and var left)
            throw new WorkbenchException($"{index.Tracks[left].DisplayName} is by an artist of another song that was asked for, and the "
                + $"list has no place for it with {spec.ArtistGap} songs between; ask for more songs, or for a smaller gap.");
        order.Improve(work);
        return Listed($"Like {string.Join(", ", seeds.Select(seed => index.Tracks[seed].DisplayName))}", order.Songs, candidates,
            waiting.Count > 0 ? $"the others are by artists that would follow themselves within {spec.ArtistGap} songs" : null);

        // Every song that was put in may have made a place for one that had none.
        void TakeWaiting()
        {
            for (var i = 0; i < waiting.Count && order.Songs.Count < MostSongs && total < seconds;)
                if ((seeds.Contains(waiting[i]) || !IsTooLong(waiting[i])) && order.TryInsert(waiting[i]))
                {
                    total += candidates.SecondsOf(waiting[i]) ?? 0;
                    waiting.RemoveAt(i);
                    i = 0;
                }
                else
                    i++;
        }

        bool IsTooLong(int song) => total + (candidates.SecondsOf(song) ?? 0) - seconds > seconds - total;
    }

    /// <summary>A list that leads from one song to another; see <see cref="SongWay"/>.</summary>
    /// <param name="from">The first, a place in <see cref="SimilarityIndex.Tracks"/>.</param>
    /// <param name="to">The last.</param>
    /// <exception cref="WorkbenchException">Both are one song, variety was asked for, or a file of theirs is gone.</exception>
    public Playlist Between(int from, int to)
    {
        if (from == to || index.AreCopies(from, to, SongCopies.All))
            throw new WorkbenchException($"{index.Tracks[from].DisplayName}: from a song to itself there is no way; name two songs.");
        if (spec.Variety > 0)
            throw new WorkbenchException("A way from one song to another has no variety: it decides which songs are on it. Leave it out.");
        var candidates = Candidates([from, to]);
        var way = new SongWay(index, from, to, gap, spec.Copies, work);
        HashSet<int> others = [.. work.Each(candidates.Others())];
        var songs = spec.Minutes is null ? Longest(spec.Count) : OfDuration();
        return Listed($"From {index.Tracks[from].DisplayName} to {index.Tracks[to].DisplayName}", songs, candidates,
            "no other songs lie between the two, with artists apart");

        // One song more or less, until the next one would be farther from what is asked for.
        int[] OfDuration()
        {
            var count = (int)Math.Clamp(2 * seconds / Total([from, to]), 2, MostSongs);
            var best = Longest(count);
            for (var step = Math.Sign(seconds - Total(best)); step != 0;)
            {
                work.ThrowIfStopped();
                count = best.Length + step;
                if (count < 2 || count > MostSongs || Longest(count) is not { } next || next.Length != count
                    || Math.Abs(Total(next) - seconds) >= Math.Abs(Total(best) - seconds))
                    break;
                best = next;
            }
            return best;
        }

        int[] Longest(int count) => way.Longest(others, count, candidates.CanTake);

        double Total(int[] list) => list.Sum(song => candidates.SecondsOf(song) ?? 0);
    }

    private PlaylistCandidates Candidates(IReadOnlyList<int> asked)
    {
        var candidates = new PlaylistCandidates(index, asked, spec, look);
        return spec.Minutes is null || candidates.SecondsOf(asked[0]) is > 0 ? candidates
            : throw new WorkbenchException("How long songs last is not known without their files; ask for a count instead of minutes.");
    }

    private Playlist Listed(string name, IReadOnlyList<int> songs, PlaylistCandidates candidates, string? why)
    {
        var isShort = spec.Minutes is null && songs.Count < spec.Count;
        return new(name, [.. songs.Select((song, place) => PlaylistSong.Of(index.Tracks[song]) with
        {
            Seconds = candidates.SecondsOf(song),
            Similarity = place == 0 ? null : index.Similarity(songs[place - 1], song),
        })])
        {
            Notes =
            [
                .. isShort ? [string.Create(CultureInfo.InvariantCulture,
                    $"{songs.Count} of {spec.Count} songs: {why ?? "there are no more"}.")] : ImmutableArray<string>.Empty,
                .. candidates.Notes(),
            ],
        };
    }
}
