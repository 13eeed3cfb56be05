using System.Buffers.Binary;

namespace Workbench.Audio;

/// <summary>Reads uncompressed Sun/NeXT AU (<c>.au</c>, <c>.snd</c>; GTZAN's format): PCM of 8 to 32 bits and floats, big-endian.</summary>
internal static class AuReader
{
    private const uint UnknownLength = 0xFFFFFFFF;

    /// <summary>Reads a seekable stream that stands at its first byte.</summary>
    /// <returns>False where the samples are compressed, which other decoders know.</returns>
    public static bool TryRead(Stream stream, string path, SampleSink sink, CancellationToken token, out string reason)
    {
        reason = "";
        Span<byte> head = stackalloc byte[24];
        stream.ReadExactly(head);
        uint offset = BinaryPrimitives.ReadUInt32BigEndian(head[4..]), length = BinaryPrimitives.ReadUInt32BigEndian(head[8..]);
        uint encoding = BinaryPrimitives.ReadUInt32BigEndian(head[12..]), rate = BinaryPrimitives.ReadUInt32BigEndian(head[16..]);
        var channels = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(head[20..]));
        if (AudioLimits.Refusal(rate, channels) is { } refusal)
            throw new UnreadableAudioException(path, refusal);
        if (offset < head.Length)
            throw new UnreadableAudioException(path,
                $"the AU header says that its samples begin at byte {offset}, inside the header. "
                + "The file is damaged: fetch or export it again.");
        // 2 to 5 are PCM of 1 to 4 bytes, 6 and 7 floats of 4 and 8 bytes; the others (1 is mu-law) are compressed.
        if (encoding is < 2 or > 7)
        {
            reason = $"AU encoding {encoding} is compressed";
            return false;
        }
        var bytes = encoding switch { <= 5 => (int)encoding - 1, 6 => 4, _ => 8 };
        stream.Position = offset;
        PcmFormat format = new((int)rate, channels, bytes, IsFloat: encoding >= 6, IsBigEndian: true);
        format.Read(stream, PcmFormat.SampleBytes(stream, length is 0 or UnknownLength ? long.MaxValue : length, format), sink, token);
        return true;
    }
}
