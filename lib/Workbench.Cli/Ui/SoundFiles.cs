using Microsoft.AspNetCore.Http;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>
/// Songs as browsers play them, any part of them that is asked for: files as they are, and of kinds that not every browser plays what is
/// heard in them, as WAV.
/// </summary>
/// <param name="stop">Ends with the server.</param>
internal sealed class SoundFiles(CancellationToken stop)
{
    /// <summary>Enough to know a song by, at 2.6 MB a minute.</summary>
    private const int SampleRate = 22_050;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = "audio/mpeg",
        [".mpga"] = "audio/mpeg",
        [".wav"] = "audio/wav",
        [".wave"] = "audio/wav",
        [".flac"] = "audio/flac",
        [".ogg"] = "audio/ogg",
        [".oga"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".m4a"] = "audio/mp4",
        [".m4b"] = "audio/mp4",
        [".mp4"] = "audio/mp4",
        [".aac"] = "audio/aac",
        [".webm"] = "audio/webm",
        [".weba"] = "audio/webm",
    };

    private readonly Recent<(string Path, DateTime Changed), byte[]> decoded = new(capacity: 2);

    /// <summary>The MIME type of a file by its name; null for kinds that not every browser plays.</summary>
    public static string? TypeOf(string path) => Types.GetValueOrDefault(Path.GetExtension(path));

    /// <summary>Sends a file, or the range of it that is asked for.</summary>
    /// <param name="path">
    /// What a dataset names. A folder of runs may come from somebody else, so that not whatever is named is sent, but sound.
    /// </param>
    /// <exception cref="UiRefusal">It is named like no sound, or is no longer there.</exception>
    /// <exception cref="UnreadableAudioException">It has to be decoded and cannot be.</exception>
    public IResult Send(string path)
    {
        if (!AudioFile.HasAudioExtension(path))
            throw new UiRefusal(StatusCodes.Status415UnsupportedMediaType, $"{Path.GetFileName(path)} is not named like a sound file.");
        var file = RegularFile.TryOpen(path, bufferSize: 1 << 16, out var reason)
            ?? throw UiRefusal.NotFound($"{path} {reason} Move the dataset back to where it was.");
        var changed = File.GetLastWriteTimeUtc(path);
        if (TypeOf(path) is { } type)
            return TypedResults.Stream(file, type, lastModified: changed, enableRangeProcessing: true);
        file.Dispose();
        var wav = decoded.Get((path, changed), () => WavFile.Encode(AudioFile.ReadMono(path, SampleRate, stop)));
        return TypedResults.Bytes(wav, Types[".wav"], lastModified: changed, enableRangeProcessing: true);
    }
}
