using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Workbench.Audio;

/// <summary>
/// Reads uncompressed WAV (RIFF, and RF64/BW64 for more than 4 GiB), front to back, so that it also serves a pipe.
/// Formats: PCM of 8 to 32 bits, float of 32 and 64 bits, plain or as WAVE_FORMAT_EXTENSIBLE.
/// </summary>
internal static class WaveReader
{
    private const ushort Pcm = 1, Float = 3, Extensible = 0xFFFE;
    private const uint Unknown = 0xFFFFFFFF;
    private const int LargestFormatChunk = 65536;

    /// <summary>Reads a stream that stands at its first byte.</summary>
    /// <returns>False where the samples are compressed, which other decoders know.</returns>
    public static bool TryRead(Stream stream, string path, SampleSink sink, CancellationToken token, out string reason)
    {
        reason = "";
        Span<byte> head = stackalloc byte[12];
        stream.ReadExactly(head);
        var riffLength = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        long position = head.Length, longDataLength = 0;
        PcmFormat? format = null;
        while (stream.ReadAtLeast(head[..8], 8, throwOnEndOfStream: false) == 8)
        {
            position += 8;
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head.StartsWith("data"u8))
            {
                if (format is null)
                    throw new UnreadableAudioException(path,
                        "the WAV has samples before its 'fmt ' chunk. The file is damaged: fetch or export it again.");
                // Who writes to a pipe cannot go back to fill in the lengths and leaves 0 or all ones: the samples go on to the end.
                var isOpenEnded = length == Unknown || length == 0 && riffLength + 8L <= position;
                var byteCount = isOpenEnded ? (longDataLength > 0 ? longDataLength : long.MaxValue) : length;
                format.Read(stream, PcmFormat.SampleBytes(stream, byteCount, format), sink, token);
                return true;
            }
            if (head.StartsWith("fmt "u8))
            {
                if (!TryReadFormat(stream, length, path, out format, out reason))
                    return false;
            }
            else if (head.StartsWith("ds64"u8) && length is >= 28 and <= LargestFormatChunk)
            {
                var chunk = new byte[length];
                stream.ReadExactly(chunk);
                longDataLength = BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(8));
            }
            else
                Skip(stream, length);
            if (length % 2 == 1)
                Skip(stream, 1);
            position += length + length % 2;
        }
        throw new UnreadableAudioException(path,
            "the WAV ends before its samples ('data' chunk). The file is damaged: fetch or export it again.");
    }

    /// <summary>Reads the content of the 'fmt ' chunk, which Wave64 has too.</summary>
    /// <returns>False where the samples are compressed.</returns>
    public static bool TryReadFormat(Stream stream, long length, string path, [NotNullWhen(true)] out PcmFormat? format, out string reason)
    {
        if (length is < 16 or > LargestFormatChunk)
            throw new UnreadableAudioException(path, $"the WAV's 'fmt ' chunk has {length} bytes; 16, 18 or 40 are usual. "
                + "The file is damaged: fetch or export it again.");
        var chunk = new byte[length];
        stream.ReadExactly(chunk);
        return TryParseFormat(chunk, path, out format, out reason);
    }

    private static bool TryParseFormat(ReadOnlySpan<byte> chunk, string path, [NotNullWhen(true)] out PcmFormat? format, out string reason)
    {
        (format, reason) = (null, "");
        var code = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]), bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        // The extensible form keeps the old code in the first two bytes of a GUID.
        if (code == Extensible && chunk.Length >= 26)
            code = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        if (AudioLimits.Refusal(rate, channels) is { } refusal)
            throw new UnreadableAudioException(path, refusal);
        if (code is not (Pcm or Float))
        {
            reason = $"WAV encoding 0x{code:X4} is compressed";
            return false;
        }
        // 12-bit or 20-bit samples lie at the upper end of their whole bytes, so that they read as 16 or 24 bits.
        var bytes = blockAlign / channels;
        if (blockAlign != bytes * channels || bits < 1 || bits > 8 * bytes || bytes > 8
            || (code == Float ? bytes is not (4 or 8) : bytes > 4))
            throw new UnreadableAudioException(path,
                $"the WAV header says {channels} channels of {bits} bits in frames of {blockAlign} bytes, which do not fit each other. "
                + "The file is damaged: fetch or export it again.");
        format = new((int)rate, channels, bytes, IsFloat: code == Float, IsUnsigned: bytes == 1);
        return true;
    }

    private static void Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            return;
        }
        var scratch = new byte[Math.Min(count, 65536)];
        while (count > 0 && stream.Read(scratch, 0, (int)Math.Min(count, scratch.Length)) is var read and > 0)
            count -= read;
    }
}
