using System.Buffers.Binary;

namespace Workbench.Audio.Ogg;

/// <summary>The pages of an Ogg file (RFC 3533), front to back; those whose checksum is wrong are passed over.</summary>
/// <param name="stream">Seekable, at its first byte.</param>
/// <param name="token">Stops the reading.</param>
internal sealed class OggPages(Stream stream, CancellationToken token)
{
    private const int HeadLength = 27;
    private const uint Polynomial = 0x04C11DB7;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i => CrcOf((uint)i << 24, 8))];

    private readonly ByteWindow window = new(stream, token);
    private int laceCount, length;

    /// <summary>Which of the streams in the file the page belongs to.</summary>
    public uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(Page[14..]);

    /// <summary>Where the stream is at the end of the page's last packet, in the codec's samples; -1 where no packet ends.</summary>
    public long Granule => BinaryPrimitives.ReadInt64LittleEndian(Page[6..]);

    /// <summary>Whether the page begins in the middle of a packet.</summary>
    public bool IsContinued => (Page[5] & 1) != 0;

    /// <summary>Whether a stream begins with it.</summary>
    public bool IsFirst => (Page[5] & 2) != 0;

    /// <summary>Whether the stream ends with it.</summary>
    public bool IsLast => (Page[5] & 4) != 0;

    /// <summary>Lengths of the pieces of packets; one below 255 ends a packet.</summary>
    public ReadOnlySpan<byte> Laces => Page.Slice(HeadLength, laceCount);

    /// <summary>The pieces.</summary>
    public ReadOnlySpan<byte> Body => Page[(HeadLength + laceCount)..];

    private ReadOnlySpan<byte> Page => window.Ahead(length);

    /// <summary>Goes to the next page; false at the end.</summary>
    public bool MoveNext()
    {
        for (window.Skip(length); window.MoveTo((byte)'O'); window.Skip(1))
            if (TryTakePage())
                return true;
        return false;
    }

    private bool TryTakePage()
    {
        length = 0;
        var head = window.Ahead(HeadLength + 255);
        if (head.Length < HeadLength || !head.StartsWith("OggS"u8) || head.Length < HeadLength + head[26])
            return false;
        laceCount = head[26];
        var whole = HeadLength + laceCount;
        foreach (var lace in head.Slice(HeadLength, laceCount))
            whole += lace;
        var page = window.Ahead(whole);
        if (page.Length < whole || Crc(page) != BinaryPrimitives.ReadUInt32LittleEndian(page[22..]))
            return false;
        length = whole;
        return true;
    }

    /// <summary>The checksum of a page, in whose place in the head zeros count.</summary>
    private static uint Crc(ReadOnlySpan<byte> page)
    {
        var crc = 0u;
        for (var i = 0; i < page.Length; i++)
            crc = crc << 8 ^ CrcTable[crc >> 24 ^ (i is >= 22 and < 26 ? (byte)0 : page[i])];
        return crc;
    }

    private static uint CrcOf(uint value, int bits)
    {
        for (; bits > 0; bits--)
            value = value << 1 ^ ((value & 0x80000000) != 0 ? Polynomial : 0);
        return value;
    }
}
