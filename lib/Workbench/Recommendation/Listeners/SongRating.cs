using Workbench.Datasets;

namespace Workbench.Recommendation.Listeners;

/// <summary>A listener's answer to one song.</summary>
/// <param name="TrackId"><see cref="Track.Id"/> of the song when it was rated.</param>
/// <param name="AudioPath">Where its sound was; empty where that was not known.</param>
/// <param name="Rating">The answer.</param>
/// <param name="Time">When it was given.</param>
public sealed record SongRating(string TrackId, string AudioPath, Rating Rating, DateTimeOffset Time)
{
    /// <summary>Finds the song in a catalogue: by its file, or, where that is not known or no longer there, by its id.</summary>
    /// <returns>The song; null if it is none of them.</returns>
    internal Song? FindIn(IIndexedSongs songs) =>
        AudioPath.Length > 0 && songs.IdOfFile(AudioPath) is { } id ? songs.Find(id) : File.Exists(AudioPath) ? null : songs.Find(TrackId);
}
