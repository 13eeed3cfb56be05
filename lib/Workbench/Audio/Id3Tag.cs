using System.Buffers.Binary;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// Text frames of ID3v2.2, 2.3 and 2.4, and the fixed fields of ID3v1 (id3.org). Damaged frames end the reading; what came
/// before them counts. Compressed and encrypted frames, which no tagger writes for texts, are passed over.
/// </summary>
internal static class Id3Tag
{
    private const int HeaderLength = 10, Version1Length = 128;
    private const byte Unsynchronised = 0x80, Extended = 0x40;

    /// <summary>Reads the tag, if one stands at the stream's position, and moves behind it.</summary>
    public static void Read(Stream stream, TagFields fields)
    {
        var start = stream.Position;
        var header = TagReader.ReadBytes(stream, HeaderLength);
        if (header.Length < HeaderLength || !header.AsSpan().StartsWith("ID3"u8) || header[3] is < 2 or > 4)
        {
            stream.Position = start;
            return;
        }
        var (version, flags) = (header[3], header[5]);
        ReadOnlySpan<byte> body = TagReader.ReadBytes(stream, SyncSafe(header.AsSpan(6)));
        // Up to version 2.3 the whole tag is unsynchronised, in 2.4 each frame by itself.
        if (version < 4 && (flags & Unsynchronised) != 0)
            body = Resynchronise(body);
        if (version > 2 && (flags & Extended) != 0 && body.Length >= 4)
            body = body[Math.Min(body.Length,
                version == 4 ? SyncSafe(body) : 4 + (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(body), 1 << 20))..];
        ReadFrames(body, version, (flags & Unsynchronised) != 0, fields);
    }

    /// <summary>The last 128 bytes of a file, if they are an ID3v1 tag.</summary>
    public static TagFields ReadVersion1(Stream stream)
    {
        var fields = new TagFields();
        if (stream.Length < Version1Length)
            return fields;
        stream.Position = stream.Length - Version1Length;
        var tag = TagReader.ReadBytes(stream, Version1Length);
        if (!tag.AsSpan().StartsWith("TAG"u8))
            return fields;
        fields.Add("TITLE", Fixed(3, 30));
        fields.Add("ARTIST", Fixed(33, 30));
        fields.Add("ALBUM", Fixed(63, 30));
        fields.Add("YEAR", Fixed(93, 4));
        if (tag[127] < Id3Genres.Names.Length)
            fields.Add("GENRE", Id3Genres.Names[tag[127]]);
        return fields;

        string Fixed(int offset, int length) => Encoding.Latin1.GetString(tag, offset, length).Split('\0')[0].TrimEnd(' ');
    }

    private static void ReadFrames(ReadOnlySpan<byte> body, int version, bool isUnsynchronised, TagFields fields)
    {
        var (nameLength, headLength) = version == 2 ? (3, 6) : (4, 10);
        while (body.Length > headLength && body[0] != 0)
        {
            var name = Encoding.Latin1.GetString(body[..nameLength]);
            var length = version switch
            {
                2 => body[3] << 16 | body[4] << 8 | body[5],
                // Early iTunes wrote plain lengths into version 2.4; a set top bit gives them away.
                4 when ((body[4] | body[5] | body[6] | body[7]) & 0x80) == 0 => SyncSafe(body[4..]),
                _ => BinaryPrimitives.ReadInt32BigEndian(body[4..]),
            };
            if (length < 0 || length > body.Length - headLength)
                return;
            var content = body.Slice(headLength, length);
            if (TagFields.Knows(name) && TryUnpack(ref content, version, version == 2 ? (byte)0 : body[9], isUnsynchronised))
                foreach (var value in Decode(content).Split('\0'))
                    if (name is "TCON" or "TCO")
                        Id3Genres.Parse(value).ForEach(g => fields.Add(name, g));
                    else
                        fields.Add(name, value);
            body = body[(headLength + length)..];
        }
    }

    /// <summary>Removes what the format flags of a frame announce; false for compressed and encrypted ones.</summary>
    private static bool TryUnpack(ref ReadOnlySpan<byte> content, int version, byte flags, bool isUnsynchronised)
    {
        var (packed, grouped) = version == 4 ? (0x0C, 0x40) : (0xC0, 0x20);
        var extra = ((flags & grouped) != 0 ? 1 : 0) + (version == 4 && (flags & 0x01) != 0 ? 4 : 0);
        if ((flags & packed) != 0 || content.Length <= extra)
            return false;
        content = content[extra..];
        if (version == 4 && (isUnsynchronised || (flags & 0x02) != 0))
            content = Resynchronise(content);
        return true;
    }

    /// <summary>The first byte names the encoding.</summary>
    private static string Decode(ReadOnlySpan<byte> content)
    {
        var text = content[1..];
        var encoding = content[0] switch
        {
            0 => Encoding.Latin1,
            1 when text.StartsWith<byte>([0xFE, 0xFF]) => Encoding.BigEndianUnicode,
            1 => Encoding.Unicode,
            2 => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        // Every value of a list may bring its byte order mark.
        return encoding.GetString(text).Replace("\uFEFF", "", StringComparison.Ordinal);
    }

    /// <summary>Writers put a zero after each 0xFF, lest players take it for the beginning of sound.</summary>
    private static byte[] Resynchronise(ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
            if (i == 0 || bytes[i] != 0 || bytes[i - 1] != 0xFF)
                result.Add(bytes[i]);
        return [.. result];
    }

    /// <summary>Four bytes of seven bits.</summary>
    private static int SyncSafe(ReadOnlySpan<byte> b) => (b[0] & 0x7F) << 21 | (b[1] & 0x7F) << 14 | (b[2] & 0x7F) << 7 | b[3] & 0x7F;
}
