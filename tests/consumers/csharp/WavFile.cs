using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Consumer;

/// <summary>A WAV file of 16-bit integers or 32-bit floats, mixed to one channel.</summary>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Channels">How many channels the file has.</param>
/// <param name="Samples">The mean of the channels, full scale 1.</param>
internal sealed record WavFile(int SampleRate, int Channels, float[] Samples)
{
    /// <summary>An hour and a half of stereo; the samples and what is computed of them take ten times as much memory.</summary>
    private const long MostBytes = 1_000_000_000;

    private const int Pcm = 1, Float = 3, Extensible = 0xFFFE;

    private const string Convert = "Make one of 16 bits: ffmpeg -i SONG -c:a pcm_s16le -ar 44100 SONG.wav";

    public double Seconds => (double)Samples.Length / SampleRate;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file, or one of other samples.</exception>
    public static WavFile Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes } large)
            throw new InvalidDataException(
                $"it has {large.Length / 1_000_000} MB, and at most {MostBytes / 1_000_000} are heard at once. Cut a piece out of it.");
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        if (rest.Length < 12 || !rest[..4].SequenceEqual("RIFF"u8) || !rest[8..12].SequenceEqual("WAVE"u8))
            throw new InvalidDataException($"no WAV file. {Convert}");
        ReadOnlySpan<byte> format = [], data = [];
        var hasData = false;
        for (rest = rest[12..]; rest.Length >= 8 && !hasData;)
        {
            // A stream does not know its size: as much as there is.
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]), (uint)rest.Length - 8);
            if (rest[..4].SequenceEqual("fmt "u8))
                format = rest.Slice(8, size);
            hasData = rest[..4].SequenceEqual("data"u8);
            if (hasData)
                data = rest.Slice(8, size);
            rest = rest[Math.Min(rest.Length, 8 + size + size % 2)..]; // chunks begin at even places
        }
        if (format.Length < 16 || !hasData)
            throw new InvalidDataException($"the WAV file is damaged, it has no {(hasData ? "format" : "samples")}. {Convert}");
        int kind = Word(format, 0), channels = Word(format, 2), rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        int bits = Word(format, 14);
        if (kind == Extensible && format.Length >= 26)
            kind = Word(format, 24);
        if (channels == 0 || rate <= 0)
            throw new InvalidDataException($"the WAV file is damaged, it has {channels} channels at {rate} Hz. {Convert}");
        return new(rate, channels, Mix((kind, bits) switch
        {
            (Pcm, 16) => [.. MemoryMarshal.Cast<byte, short>(data).ToArray().Select(sample => sample / 32768f)],
            (Float, 32) => MemoryMarshal.Cast<byte, float>(data).ToArray(),
            _ => throw new InvalidDataException($"its samples have {bits} bits and are of kind {kind}. {Convert}"),
        }, channels));
    }

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static float[] Mix(float[] samples, int channels) =>
        channels == 1 ? samples : [.. samples.Chunk(channels).Where(frame => frame.Length == channels).Select(frame => frame.Average())];
}
