using Workbench.Foundation;

namespace Workbench.Audio;

/// <summary>
/// Reads recordings. The format is recognised by content, not by name. WAV, AIFF and AU are read by this library itself;
/// MP3, FLAC, Ogg Vorbis and Opus by libsndfile; the rest, and all of them where libsndfile is absent, by ffmpeg.
/// </summary>
public static class AudioFile
{
    private static readonly string[] Extensions =
        [".wav", ".wave", ".aif", ".aiff", ".aifc", ".au", ".snd", ".mp3", ".mp2", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac",
            ".wma", ".caf", ".wv", ".ape", ".mpc", ".mka"];

    private static readonly IAudioDecoder[] Decoders = [new ManagedDecoder(), SndFileDecoder.Instance, new FfmpegDecoder()];

    private const string InstallHint =
        "Install them: on Debian or Ubuntu 'sudo apt-get install libsndfile1 ffmpeg', on macOS 'brew install libsndfile ffmpeg', "
        + "on Windows 'winget install Gyan.FFmpeg'.";

    /// <summary>Whether the name ends like that of a sound file. For finding files; reading goes by content.</summary>
    /// <param name="path">A path or a file name, in upper or lower case.</param>
    public static bool HasAudioExtension(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Decodes a whole file: all channels, at its own sample rate, normalised to -1 to 1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Stops the decoding of a long file.</param>
    /// <remarks>
    /// Overshoot above 1 is kept. A file that was cut off gives the samples that are there; look at them with
    /// <see cref="AudioScreen.Reject"/> before use.
    /// </remarks>
    /// <exception cref="UnreadableAudioException">The file is absent, empty or broken, or no decoder for it is installed.</exception>
    public static AudioClip Read(string path, CancellationToken token = default) => Read(path, Decoders, token);

    /// <summary>Decodes a whole file as one channel, the mean of all, at the sample rate asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRate">In Hz, at least 1; 22050 is usual. Other rates are converted by <see cref="Resampler"/>.</param>
    /// <param name="token">Stops the decoding of a long file.</param>
    /// <exception cref="UnreadableAudioException">The file is absent, empty or broken, or no decoder for it is installed.</exception>
    public static AudioClip ReadMono(string path, int sampleRate, CancellationToken token = default) =>
        Resampler.Resample(Read(path, token).ToMono(), sampleRate, token);

    /// <summary>
    /// Reads the tags: ID3, APE, Vorbis comments, RIFF INFO and those of MP4 by this library itself, those of WMA, Matroska and others by
    /// ffprobe.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Stops ffprobe.</param>
    /// <returns>What is stated; a file without tags gives nulls and no genres.</returns>
    /// <exception cref="UnreadableAudioException">
    /// The file is absent, empty or no sound, or needs ffprobe, which is not installed.
    /// </exception>
    public static AudioTags ReadTags(string path, CancellationToken token = default)
    {
        using var stream = Open(path);
        var format = Detect(stream, path);
        if (TagReader.Read(stream, format) is { } fields)
            return fields.ToTags();
        if (!FfprobeTags.IsInstalled)
            throw new UnreadableAudioException(path,
                $"cannot read the tags of {Describe(format)}. ffprobe, which comes with ffmpeg, is not installed. {InstallHint}");
        return FfprobeTags.Read(path, token, out var reason)?.ToTags()
            ?? throw new UnreadableAudioException(path, $"cannot read the tags of {Describe(format)}. ffprobe says: {reason}");
    }

    internal static AudioClip Read(string path, IReadOnlyList<IAudioDecoder> decoders, CancellationToken token)
    {
        AudioFormat format;
        using (var stream = Open(path))
            format = Detect(stream, path);
        var asked = decoders.Where(d => d.MayRead(format)).ToList();
        var reasons = new List<string>();
        foreach (var decoder in asked)
        {
            if (!decoder.IsInstalled)
                reasons.Add($"{decoder.Name} is not installed.");
            else if (decoder.TryDecode(path, format, token, out var clip, out var reason))
                return clip;
            else
                reasons.Add($"{decoder.Name} says: {reason.TrimEnd('.', ' ')}.");
        }
        var hint = asked.All(d => d.IsInstalled) ? "" : " " + InstallHint;
        throw new UnreadableAudioException(path, $"cannot decode {Describe(format)}. {string.Join(' ', reasons)}{hint}");
    }

    private static AudioFormat Detect(FileStream stream, string path)
    {
        var format = FormatDetector.Detect(stream);
        return format == AudioFormat.Unknown && FormatDetector.FindText(stream) is { } text
            ? throw new UnreadableAudioException(path,
                $"is {(text.StartsWith('<') ? "a web page" : "text")}, not sound: it begins with '{text}'. Fetch the file again.")
            : format;
    }

    private static FileStream Open(string path)
    {
        var stream = RegularFile.TryOpen(path, 4096, out var reason) ?? throw new UnreadableAudioException(path, reason);
        if (stream.Length > 0)
            return stream;
        stream.Dispose();
        throw new UnreadableAudioException(path, "the file is empty (0 bytes). Fetch or export it again.");
    }

    private static string Describe(AudioFormat format) =>
        format == AudioFormat.Unknown ? "this format (its first bytes are of no known sound format)" : format.ToString().ToUpperInvariant();
}
