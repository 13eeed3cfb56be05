using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Recommendation;

/// <summary>Finds the song of a catalogue that somebody means.</summary>
/// <param name="songs">The songs.</param>
/// <param name="name">Where they are from, for errors.</param>
internal sealed class SongFinder(IIndexedSongs songs, string name)
{
    private const int MostListed = 5;

    private static readonly string[] Dashes = [" - ", " \u2013 ", " \u2014 "];

    private readonly Lazy<ArtistCredits> credits = new(() => new(songs.Tracks.Select(track => track.Artist).OfType<string>()));

    /// <summary>A song of the catalogue; null for a file that is none of it.</summary>
    /// <param name="song">An id, the path of any file, or what <see cref="ByName"/> takes.</param>
    /// <exception cref="WorkbenchException">None of these, or several songs are called so.</exception>
    public Track? Find(string song)
    {
        if (songs.Find(song) is { } known)
            return known.Track;
        if (song.Length > 0 && songs.IdOfFile(Path.GetFullPath(song)) is { } id)
            return songs.Find(id)!.Track;
        if (File.Exists(song))
            return null;
        return Only(song) ?? throw new WorkbenchException($"{song}: neither a song of {name} nor a file. "
            + (NearestName.Of(song, Tracks.Select(t => t.Id).Concat(Names)) is { } near ? $"Did you mean {near}?"
                : $"Its songs are named like {Tracks[0].Id}."));
    }

    /// <summary>A song by what its tags say, in whatever spelling.</summary>
    /// <param name="text">
    /// <c>artist - title</c>, or the title alone. A title without its version, as <c>(Live)</c>, is enough where no song has it alone.
    /// </param>
    /// <exception cref="WorkbenchException">No song is called so, or several are.</exception>
    public Track ByName(string text)
    {
        if (Only(text) is { } song)
            return song;
        string[] names = [.. Names];
        var isBy = Readings(text).Where(reading => reading.Artist is not null)
            .SelectMany(reading => Tracks.Where(track => track.Title is not null && IsBy(track, reading.Artist!)))
            .Select(track => track.DisplayName).Distinct().ToArray();
        throw new WorkbenchException($"{text}: no song of {name} is called so. "
            + (names.Length == 0 ? $"None has a title; ask by an id, for instance {Tracks[0].Id}."
                : NearestName.Of(text, names) is { } near ? $"Did you mean {near}?"
                : isBy.Length > 0 ? $"By this artist there {(isBy.Length == 1 ? "is" : "are")} {Listed(isBy)}."
                : $"Its songs are called like {names[0]}."));
    }

    private ImmutableArray<Track> Tracks => songs.Tracks;

    private IEnumerable<string> Names => Tracks.Where(track => track.Title is not null)
        .SelectMany(track => new[] { track.DisplayName, track.Title! }).Distinct(StringComparer.Ordinal);

    /// <summary>The one song that is called so; null for none.</summary>
    private Track? Only(string text) => Called(text) switch
    {
        [] => null,
        [var one] => one,
        var several => throw new WorkbenchException($"{text}: {several.Length} songs of {name} are called so. Say which by its id: "
            + Listed([.. several.Select(track => track.Id == track.DisplayName ? track.Id : $"{track.Id} ({track.DisplayName})")]) + "."),
    };

    /// <summary>The songs that are called so: with the artist before the title alone, and with their version before any version.</summary>
    private Track[] Called(string text)
    {
        (string? Artist, SongTitle Title)[] readings = [.. Readings(text)];
        (Track Track, SongTitle Title)[] titled = readings.Length == 0 ? []
            : [.. Tracks.Select(track => (track, Title: SongTitle.Of(track.Title))).Where(song => song.Title is not null)
                .Select(song => (song.track, song.Title!))];
        foreach (var key in new Func<SongTitle, string>[] { title => title.Full, title => title.Song })
            foreach (var named in readings.GroupBy(reading => reading.Artist is null))
            {
                Track[] found = [.. titled.Where(song => named.Any(reading => key(reading.Title) == key(song.Title)
                    && (reading.Artist is null || IsBy(song.Track, reading.Artist)))).Select(song => song.Track)];
                if (found.Length > 0)
                    return found;
            }
        return [];
    }

    /// <summary>How a text can be read: artist and title at each dash, then as a title alone.</summary>
    private static IEnumerable<(string? Artist, SongTitle Title)> Readings(string text)
    {
        foreach (var dash in Dashes)
            for (var at = text.IndexOf(dash, StringComparison.Ordinal); at > 0; at = text.IndexOf(dash, at + 1, StringComparison.Ordinal))
                if (SongTitle.Of(text[(at + dash.Length)..]) is { } title && !string.IsNullOrWhiteSpace(text[..at]))
                    yield return (text[..at].Trim(), title);
        if (SongTitle.Of(text) is { } whole)
            yield return (null, whole);
    }

    private bool IsBy(Track track, string artist) => track.Artist is { } credit
        && (ArtistCredits.Key(credit) == ArtistCredits.Key(artist)
            || credits.Value.ArtistsOf(credit).Intersect(credits.Value.ArtistsOf(artist)).Any());

    private static string Listed(string[] names) =>
        string.Join(", ", names.Take(MostListed)) + (names.Length > MostListed ? $" and {names.Length - MostListed} more" : "");
}
