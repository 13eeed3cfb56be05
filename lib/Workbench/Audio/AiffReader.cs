using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Workbench.Audio;

/// <summary>Reads uncompressed AIFF and AIFF-C: big-endian PCM of 8 to 32 bits, little-endian (<c>sowt</c>), and floats.</summary>
internal static class AiffReader
{
    /// <summary>Reads a seekable stream that stands at its first byte.</summary>
    /// <returns>False where the samples are compressed, which other decoders know.</returns>
    public static bool TryRead(Stream stream, string path, SampleSink sink, CancellationToken token, out string reason)
    {
        reason = "";
        Span<byte> head = stackalloc byte[8];
        stream.Position = 12;
        byte[]? common = null;
        long samplesAt = -1, samplesLength = 0;
        // The two chunks may stand in either order.
        while ((common is null || samplesAt < 0) && stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
            var next = stream.Position + length + length % 2;
            if (head.StartsWith("COMM"u8) && length is >= 18 and < 65536)
            {
                common = new byte[length];
                stream.ReadExactly(common);
            }
            else if (head.StartsWith("SSND"u8))
            {
                stream.ReadExactly(head);
                samplesAt = stream.Position + BinaryPrimitives.ReadUInt32BigEndian(head);
                samplesLength = Math.Max(0, length - 8);
            }
            stream.Position = next;
        }
        if (common is null || samplesAt < 0)
            throw new UnreadableAudioException(path,
                $"the AIFF has no {(common is null ? "'COMM'" : "'SSND'")} chunk. The file is damaged: fetch or export it again.");
        if (!TryParseFormat(common, path, out var format, out reason))
            return false;
        stream.Position = samplesAt;
        format.Read(stream, PcmFormat.SampleBytes(stream, samplesLength, format), sink, token);
        return true;
    }

    private static bool TryParseFormat(ReadOnlySpan<byte> common, string path, [NotNullWhen(true)] out PcmFormat? format, out string reason)
    {
        (format, reason) = (null, "");
        int channels = BinaryPrimitives.ReadInt16BigEndian(common), bits = BinaryPrimitives.ReadInt16BigEndian(common[6..]);
        var rate = ReadExtended(common[8..]);
        if (AudioLimits.Refusal(rate, channels) is { } refusal)
            throw new UnreadableAudioException(path, refusal);
        var encoding = common.Length >= 22 ? Encoding.Latin1.GetString(common.Slice(18, 4)) : "NONE";
        if (encoding is not ("NONE" or "twos" or "sowt" or "raw " or "fl32" or "FL32" or "fl64" or "FL64" or "in24" or "in32"))
        {
            reason = $"AIFF-C encoding '{encoding}' is compressed";
            return false;
        }
        var isFloat = encoding is "fl32" or "FL32" or "fl64" or "FL64";
        var bytes = encoding switch { "fl32" or "FL32" or "in32" => 4, "fl64" or "FL64" => 8, "in24" => 3, _ => (bits + 7) / 8 };
        if (bytes is < 1 or > 8 || !isFloat && bytes > 4)
            throw new UnreadableAudioException(path,
                $"the AIFF header says {bits} bits a sample; 1 to 32 are possible. The file is damaged: fetch or export it again.");
        format = new((int)Math.Round(rate), channels, bytes, isFloat, IsBigEndian: encoding != "sowt", IsUnsigned: encoding == "raw ");
        return true;
    }

    /// <summary>The 80-bit float of the 68881: sign and exponent in 16 bits, then 64 bits of mantissa with its leading one.</summary>
    private static double ReadExtended(ReadOnlySpan<byte> bytes)
    {
        int exponent = BinaryPrimitives.ReadInt16BigEndian(bytes);
        return exponent <= 0 ? 0 : Math.ScaleB(BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), exponent - 16383 - 63);
    }
}
