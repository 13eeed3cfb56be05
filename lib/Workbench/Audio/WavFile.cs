using System.Buffers.Binary;
using Workbench.Foundation;

namespace Workbench.Audio;

/// <summary>
/// Writes 16-bit PCM WAV. Samples are multiplied by 32768, rounded to the nearest integer (ties to even, as libsndfile's
/// lrint does) and limited to -32768..32767, so that reading a 16-bit file and writing it again gives the same samples.
/// There is no dither: the same clip always gives the same bytes.
/// </summary>
public static class WavFile
{
    private const int HeaderLength = 44;

    /// <summary>Writes a file, whole or not at all; an older one is replaced.</summary>
    /// <param name="path">Where; the folder is made if absent.</param>
    /// <param name="clip">What; samples beyond -1 to 1 are limited.</param>
    /// <exception cref="WorkbenchException">More than 2 GiB.</exception>
    public static void Write(string path, AudioClip clip)
    {
        var bytes = Encode(clip);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of the file, for players in a notebook.</summary>
    /// <param name="clip">What; samples beyond -1 to 1 are limited.</param>
    /// <exception cref="WorkbenchException">More than 2 GiB.</exception>
    public static byte[] Encode(AudioClip clip)
    {
        var dataLength = 2L * clip.ChannelCount * clip.SampleCount;
        if (HeaderLength + dataLength > Array.MaxLength)
            throw new WorkbenchException($"{clip.DurationSeconds:F0} s of {clip.ChannelCount} channels make a WAV of {dataLength} bytes; "
                + $"at most {Array.MaxLength} are possible. Write it in parts.");
        var bytes = new byte[HeaderLength + dataLength];
        WriteHeader(bytes, clip, (int)dataLength);
        for (var c = 0; c < clip.ChannelCount; c++)
        {
            var channel = clip.Channel(c);
            for (var i = 0; i < channel.Length; i++)
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderLength + 2 * (i * clip.ChannelCount + c)), Quantize(channel[i]));
        }
        return bytes;
    }

    private static short Quantize(float sample) => (short)Math.Clamp(MathF.Round(sample * 32768f), short.MinValue, short.MaxValue);

    private static void WriteHeader(Span<byte> header, AudioClip clip, int dataLength)
    {
        var blockAlign = 2 * clip.ChannelCount;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderLength - 8 + dataLength);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)clip.ChannelCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], clip.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], clip.SampleRate * blockAlign);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)blockAlign);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataLength);
    }
}
