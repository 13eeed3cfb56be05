using Workbench.Audio;
using Workbench.Datasets;

namespace Workbench.Recommendation.Playlists;

/// <summary>What a player would find of a song.</summary>
/// <param name="CanPlay">Whether its file is there and is sound; songs of catalogues without paths count as such.</param>
/// <param name="Seconds">How long it lasts; null where that is not known.</param>
internal sealed record SongFile(bool CanPlay, double? Seconds)
{
    /// <summary>Looks at the file of a song.</summary>
    public static SongFile Of(Track track, CancellationToken token)
    {
        if (track.AudioPath.Length == 0)
            return new(true, null);
        try
        {
            return new(true, AudioFile.SecondsOf(track.AudioPath, token));
        }
        catch (UnreadableAudioException)
        {
            return new(false, null);
        }
    }
}
