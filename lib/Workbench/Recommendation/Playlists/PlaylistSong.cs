using System.Text.Json.Serialization;
using Workbench.Datasets;

namespace Workbench.Recommendation.Playlists;

/// <summary>A song of a playlist.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Title">What players show, artist and title where known; null for the name of the file.</param>
public sealed record PlaylistSong(string Path, string? Title)
{
    /// <summary>How long it lasts; null where that is not known.</summary>
    public double? Seconds { get; init; }

    /// <summary>How like the song before it it is, 1 to -1; null for the first, and where songs stand in no order of likeness.</summary>
    public double? Similarity { get; init; }

    /// <summary>The song of the catalogue that it is; null for a file outside.</summary>
    [JsonIgnore]
    public Track? Track { get; init; }

    /// <summary>A song of a catalogue.</summary>
    public static PlaylistSong Of(Track track) => new(track.AudioPath, track.Title is null ? null : track.DisplayName) { Track = track };
}
