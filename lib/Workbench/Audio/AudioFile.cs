using Workbench.Audio.Flac;
using Workbench.Audio.Mpeg;
using Workbench.Audio.Ogg;
using Workbench.Foundation;

namespace Workbench.Audio;

/// <summary>
/// Reads recordings. The format is recognised by content, not by name. WAV, W64, AIFF and AU are read by this library itself; MP3, FLAC,
/// Ogg Vorbis and Opus by libsndfile where it is installed, and else by managed code that comes with the library; the rest by ffmpeg.
/// </summary>
public static class AudioFile
{
    private static readonly string[] Extensions =
        [".3g2", ".3gp", ".aac", ".ac3", ".aif", ".aifc", ".aiff", ".amr", ".ape", ".au", ".bwf", ".caf", ".dff", ".dsf", ".flac", ".m4a",
            ".m4b", ".m4r", ".mka", ".mp1", ".mp2", ".mp3", ".mp4", ".mpc", ".mpga", ".oga", ".ogg", ".ogx", ".opus", ".rf64", ".snd",
            ".spx", ".tta", ".w64", ".wav", ".wave", ".weba", ".webm", ".wma", ".wv"];

    private const string InstallHint =
        "Install them: on Debian or Ubuntu 'sudo apt-get install libsndfile1 ffmpeg', on macOS 'brew install libsndfile ffmpeg', "
        + "on Windows 'winget install Gyan.FFmpeg'.";

    /// <summary>A decoder that gives so much less than there is, in seconds, has stopped too early; borders and damage cost less.</summary>
    private const double MissingSeconds = 1;

    /// <summary>In the order in which they are asked.</summary>
    internal static IReadOnlyList<IAudioDecoder> Decoders { get; } =
        [new PcmDecoder(), SndFileDecoder.Instance, new Mp3Decoder(), new OggDecoder(), new FlacDecoder(), new FfmpegDecoder()];

    /// <summary>Those that are installed, for what depends on them.</summary>
    internal static string DecoderNames { get; } = string.Join('+', Decoders.Where(d => d.IsInstalled).Select(d => d.Name));

    /// <summary>Whether the name ends like that of a sound file. For finding files; reading goes by content.</summary>
    /// <param name="path">A path or a file name, in upper or lower case.</param>
    public static bool HasAudioExtension(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Decodes a whole file: all channels, at its own sample rate, normalised to -1 to 1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Stops the decoding of a long file.</param>
    /// <remarks>
    /// Overshoot above 1 is kept. A file that was cut off gives the samples that are there.
    /// </remarks>
    /// <exception cref="UnreadableAudioException">The file is absent, empty or broken, or no decoder for it is installed.</exception>
    public static AudioClip Read(string path, CancellationToken token = default) => Read(path, Decoders, token);

    /// <summary>Decodes a whole file as one channel, the mean of all, at the sample rate asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRate">In Hz, at least 1; 22050 is usual. Other rates are converted by <see cref="Resampler"/>.</param>
    /// <param name="token">Stops the decoding of a long file.</param>
    /// <exception cref="UnreadableAudioException">The file is absent, empty or broken, or no decoder for it is installed.</exception>
    public static AudioClip ReadMono(string path, int sampleRate, CancellationToken token = default)
    {
        SampleBuffer buffer = new();
        Decode(path, new MonoSink(path, sampleRate, buffer, token), Decoders, token);
        return new(sampleRate, buffer.TakeArray());
    }

    /// <summary>Decodes a whole file and keeps nothing: tells what reads it, how long it is, and whether sound is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Stops the decoding of a long file.</param>
    /// <exception cref="UnreadableAudioException">The file cannot be read.</exception>
    public static Decoding Examine(string path, CancellationToken token = default) => Decode(path, new NoSink(path), Decoders, token);

    /// <summary>The format of a file, by its content.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnreadableAudioException">The file is absent, empty or text.</exception>
    public static AudioFormat FormatOf(string path)
    {
        using var stream = Open(path);
        return Detect(stream, path);
    }

    /// <summary>
    /// How long a recording lasts, in seconds: of MP3, Ogg and FLAC by their frames, without decoding; others are decoded.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Stops the reading of a long file.</param>
    /// <exception cref="UnreadableAudioException">The file cannot be read.</exception>
    public static double SecondsOf(string path, CancellationToken token = default) =>
        Look(path, token).Length.Seconds is > 0 and var seconds ? seconds : Examine(path, token).DurationSeconds;

    /// <summary>What tells sound from other sound, whatever the tags: XXH128 of the decoded samples, their rate and channels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="token">Stops the decoding of a long file.</param>
    /// <returns>32 hexadecimal digits; equal sounds, decoded on one machine, have equal ones.</returns>
    /// <exception cref="UnreadableAudioException">The file cannot be read.</exception>
    public static string HashSound(string path, CancellationToken token = default)
    {
        HashSink sink = new(path);
        Decode(path, sink, Decoders, token);
        return sink.Hash;
    }

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
        ClipBuilder builder = new(path);
        Decode(path, builder, decoders, token);
        return builder.Build();
    }

    /// <summary>Decodes a whole file, block by block.</summary>
    /// <exception cref="UnreadableAudioException">As <see cref="Read(string, CancellationToken)"/> has it.</exception>
    internal static Decoding Decode(string path, SampleSink sink, CancellationToken token) => Decode(path, sink, Decoders, token);

    internal static Decoding Decode(string path, SampleSink sink, IReadOnlyList<IAudioDecoder> decoders, CancellationToken token)
    {
        var (format, length) = Look(path, token);
        var asked = decoders.Where(d => d.MayRead(format)).ToList();
        var reasons = new List<string>();
        var (longest, longestSeconds) = (default(IAudioDecoder), 0.0);
        foreach (var decoder in asked)
        {
            if (!decoder.IsInstalled)
                reasons.Add($"{decoder.Name} is not installed.");
            else if (!decoder.TryDecode(path, format, sink, token, out var reason))
                reasons.Add($"{decoder.Name} says: {reason.TrimEnd('.', ' ')}.");
            else if (!IsShort(sink.DurationSeconds, length.Seconds))
                return Finish(decoder);
            else if (longest is null || sink.DurationSeconds > longestSeconds)
                (longest, longestSeconds) = (decoder, sink.DurationSeconds);
        }
        if (longest is not null && longest.TryDecode(path, format, sink, token, out _))
            return Finish(longest);
        var hint = asked.All(d => d.IsInstalled) || asked.Any(d => d.IsBuiltIn) ? "" : " " + InstallHint;
        throw new UnreadableAudioException(path, $"cannot decode {Describe(format)}. {string.Join(' ', reasons)}{hint}");

        Decoding Finish(IAudioDecoder decoder)
        {
            sink.End();
            var expected = Math.Max(length.Seconds, Math.Max(length.ClaimedSeconds, sink.ClaimedSeconds));
            var warning = IsShort(sink.DurationSeconds, expected)
                ? FormattableString.Invariant($"gives {sink.DurationSeconds:F1} s of the {expected:F1} s that it should have; ")
                    + "if the rest is wanted, fetch or export it again."
                : null;
            return new(decoder.Name, sink.DurationSeconds, warning);
        }
    }

    private static bool IsShort(double seconds, double expected) => seconds < expected - MissingSeconds;

    private static (AudioFormat Format, SoundLength Length) Look(string path, CancellationToken token)
    {
        using var stream = Open(path);
        var format = Detect(stream, path);
        return (format, SoundLength.Of(stream, format, token));
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

    /// <summary>Forgets the samples.</summary>
    private sealed class NoSink(string path) : SampleSink(path)
    {
        protected override void Start() { }

        protected override void Add(ReadOnlySpan<float> interleaved) { }
    }
}
