using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Workbench.Recommendation.Playlists;

namespace Workbench.Cli;

/// <summary>What <c>workbench playlist --json</c> prints.</summary>
internal sealed record PlaylistAnswer(string Run, string? RunIs, AskedCatalogue Catalogue, string Name, double? Seconds,
    ImmutableArray<PlaylistEntry> Songs, ImmutableArray<string> Notes, SavedPlaylist? Playlist)
{
    public static PlaylistAnswer Of(ChosenModel chosen, AskedCatalogue asked, Playlist list, SavedPlaylist? written) =>
        new(chosen.Name, chosen.Why, asked, list.Name, list.Seconds, [.. list.Songs.Select(PlaylistEntry.From)], list.Notes, written);

    /// <summary>A line a song, with how like the one before it is, and what must be known of the list.</summary>
    [JsonIgnore]
    public string InWords => string.Join('\n', (IEnumerable<string>)
    [
        $"{Name}: {Songs.Length} songs{(Seconds is { } all ? $", {TimeOf(all)}" : "")}, by {Catalogue.AskedBy(Run, RunIs)}:",
        .. Songs.Select((song, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1,3}. {song.Title ?? song.Track} by ")
            + $"{song.Artist ?? "unknown"}{(song.Seconds is { } seconds ? $"   {TimeOf(seconds)}" : "")}"
            + (song.Similarity is { } similarity ? string.Create(CultureInfo.InvariantCulture, $"   similarity {similarity:0.000}") : "")),
        .. Notes,
    ]) + Playlist?.InWords;

    private static string TimeOf(double seconds) => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Floor(Math.Round(seconds) / 60):0}:{Math.Round(seconds) % 60:00}");
}
