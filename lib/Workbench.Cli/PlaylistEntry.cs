using System.Collections.Immutable;
using Workbench.Recommendation.Playlists;

namespace Workbench.Cli;

/// <summary>One song of a playlist as <c>workbench playlist --json</c> prints it.</summary>
internal sealed record PlaylistEntry(string Track, string? Path, string? Artist, string? Title, ImmutableArray<string> Labels,
    double? Seconds, double? Similarity)
{
    public static PlaylistEntry From(PlaylistSong song) => new(song.Track!.Id, song.Path is { Length: > 0 } path ? path : null,
        song.Track.Artist, song.Track.Title, song.Track.Labels, song.Seconds, song.Similarity);
}
