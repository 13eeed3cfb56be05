using System.Collections.Frozen;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>The songs that a playlist may take. Files are looked at when a song is about to be taken, and not before.</summary>
internal sealed class PlaylistCandidates
{
    private const int MostNamed = 5;

    private static readonly FrozenSet<string> SkitWords =
        new[] { "intro", "outro", "skit", "skits", "interlude", "intermission" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly SimilarityIndex index;
    private readonly PlaylistSpec spec;
    private readonly Func<Track, SongFile> look;
    private readonly Dictionary<int, SongFile> files = [];
    private readonly SortedSet<int> gone = [], tooShort = [], skits = [];
    private readonly double shortest;

    /// <summary>Begins with the songs that were asked for, which are in the list whatever they are.</summary>
    /// <exception cref="WorkbenchException">The file of one of them is gone.</exception>
    public PlaylistCandidates(SimilarityIndex index, IReadOnlyList<int> asked, PlaylistSpec spec, Func<Track, SongFile> look)
    {
        (this.index, this.spec, this.look, Asked) = (index, spec, look, asked);
        foreach (var song in asked)
            if (!FileOf(song).CanPlay)
                throw new WorkbenchException($"{index.Tracks[song].Id}: its file {index.Tracks[song].AudioPath} is gone or is no sound; "
                    + "put it back, or ask for another song.");
        var hasClips = asked.Any(song => FileOf(song).Seconds < spec.ShortestSeconds);
        shortest = hasClips ? 0 : spec.ShortestSeconds;
    }

    /// <summary>The songs that were asked for.</summary>
    public IReadOnlyList<int> Asked { get; }

    /// <summary>The other songs that are no copy of these, and no skits.</summary>
    public IEnumerable<int> Others()
    {
        for (var song = 0; song < index.Tracks.Length; song++)
            if (!Asked.Any(asked => asked == song || index.AreCopies(asked, song, spec.Copies)) && !IsSkit(song))
                yield return song;
    }

    /// <summary>Whether a player can play the song, and it is long enough.</summary>
    public bool CanTake(int song)
    {
        var file = FileOf(song);
        if (!file.CanPlay)
            gone.Add(song);
        else if (file.Seconds < shortest)
            tooShort.Add(song);
        else
            return true;
        return false;
    }

    /// <summary>How long a song lasts; null where that is not known.</summary>
    public double? SecondsOf(int song) => FileOf(song).Seconds;

    /// <summary>Which songs were left out, and why.</summary>
    public IEnumerable<string> Notes()
    {
        if (gone.Count > 0)
            yield return $"{Counted.Of(gone.Count, "song")} left out, as the file is gone or is no sound: "
                + string.Join(", ", gone.Take(MostNamed).Select(song => index.Tracks[song].Id)) + (gone.Count > MostNamed ? ", ..." : ".");
        if (tooShort.Count > 0)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Counted.Of(tooShort.Count, "song")} left out that last less than {spec.ShortestSeconds:0.#} s.");
        if (skits.Count > 0)
            yield return $"{Counted.Of(skits.Count, "intro")}, skits and the like left out.";
    }

    private bool IsSkit(int song)
    {
        var isSkit = !spec.Skits && index.Tracks[song].Title is { } title && ArtistCredits.Key(title).Split(' ').Any(SkitWords.Contains);
        if (isSkit)
            skits.Add(song);
        return isSkit;
    }

    private SongFile FileOf(int song) => files.TryGetValue(song, out var file) ? file : files[song] = look(index.Tracks[song]);
}
