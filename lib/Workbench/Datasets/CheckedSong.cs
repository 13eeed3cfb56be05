using Workbench.Audio;

namespace Workbench.Datasets;

/// <summary>A song that was decoded to be checked.</summary>
/// <param name="Track">Its <see cref="Datasets.Track.Id"/>.</param>
/// <param name="Seconds">How much sound it gives.</param>
/// <param name="Decoder">What decodes it; null if nothing does.</param>
/// <param name="Warning">What is wrong with it, as the end of a sentence that begins with its name; null for nothing.</param>
public sealed record CheckedSong(string Track, double Seconds, string? Decoder, string? Warning)
{
    internal static CheckedSong Of(Track track, CancellationToken token)
    {
        try
        {
            var decoding = AudioFile.Examine(track.AudioPath, token);
            return new(track.Id, Math.Round(decoding.DurationSeconds, 3), decoding.Decoder, decoding.Warning);
        }
        catch (UnreadableAudioException error)
        {
            return new(track.Id, 0, null, error.Reason);
        }
    }
}
