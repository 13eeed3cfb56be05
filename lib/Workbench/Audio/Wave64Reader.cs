using System.Buffers.Binary;

namespace Workbench.Audio;

/// <summary>
/// Reads uncompressed Sony Wave64 (<c>.w64</c>): a WAV whose chunks are named by GUIDs, have 64-bit lengths that count their own heads,
/// and begin at multiples of eight bytes.
/// </summary>
internal static class Wave64Reader
{
    private const int HeadLength = 24;

    /// <summary>The first bytes: the GUID whose beginning spells <c>riff</c>, as far as needed to know it.</summary>
    public static ReadOnlySpan<byte> Start => [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6];

    /// <summary>Reads a seekable stream that stands at its first byte.</summary>
    /// <returns>False where the samples are compressed, which other decoders know.</returns>
    public static bool TryRead(Stream stream, string path, SampleSink sink, CancellationToken token, out string reason)
    {
        reason = "";
        Span<byte> head = stackalloc byte[HeadLength];
        stream.Position = HeadLength + 16;
        PcmFormat? format = null;
        while (stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength)
        {
            var length = BinaryPrimitives.ReadInt64LittleEndian(head[16..]) - HeadLength;
            if (head.StartsWith("data"u8) && format is not null)
            {
                format.Read(stream, PcmFormat.SampleBytes(stream, length > 0 ? length : long.MaxValue, format), sink, token);
                return true;
            }
            var next = stream.Position + (length + 7 & ~7L);
            if (length < 0 || next < stream.Position)
                break;
            if (head.StartsWith("fmt "u8) && !WaveReader.TryReadFormat(stream, length, path, out format, out reason))
                return false;
            stream.Position = next;
        }
        throw new UnreadableAudioException(path, "the W64 has no 'fmt ' chunk followed by a 'data' chunk. "
            + "The file is damaged: fetch or export it again.");
    }
}
