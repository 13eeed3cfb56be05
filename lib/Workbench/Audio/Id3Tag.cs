using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// The text frames of an ID3v2.2, 2.3 or 2.4 tag (id3.org). Damaged frames end the reading; what came before them counts. Encrypted
/// frames are passed over.
/// </summary>
internal sealed class Id3Tag
{
    public const int HeaderLength = 10;

    /// <summary>So many compressed frames are unpacked, lest a small tag become large.</summary>
    private const int MostInflated = 64;

    private const byte Unsynchronised = 0x80, Extended = 0x40, HasFooter = 0x10, Update = 0x40;

    private readonly int version;
    private readonly bool isUnsynchronised;
    private int inflated;

    private Id3Tag(Span<byte> body, int version, byte flags)
    {
        (this.version, isUnsynchronised) = (version, (flags & Unsynchronised) != 0);
        // Up to version 2.3 the whole tag is unsynchronised, in 2.4 each frame by itself.
        if (version < 4 && isUnsynchronised)
            body = Resynchronise(body);
        // In version 2.2 the flag says that the tag is compressed, in a way that was never defined.
        if (version == 2 && (flags & Extended) != 0)
            return;
        if ((flags & Extended) != 0 && body.Length > 5)
        {
            IsUpdate = version == 4 && (body[5] & Update) != 0;
            body = body[Math.Min(body.Length,
                version == 4 ? SyncSafe(body) : 4 + (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(body), 1 << 20))..];
        }
        // Some writers (early iTunes) put plain lengths into version 2.4: those are right that lead through more of the tag.
        var isPlain = version == 4 && Walk(body, isPlain: true, isRead: false) > Walk(body, isPlain: false, isRead: false);
        Walk(body, isPlain, isRead: true);
    }

    public TagFields Fields { get; } = new();

    /// <summary>Whether its fields replace those of the tags before it.</summary>
    public bool IsUpdate { get; }

    /// <summary>Bytes from its end to the next tag, if it says so.</summary>
    public long? Seek { get; private set; }

    /// <summary>Bytes of the tag with its header and footer; 0 if the header is none.</summary>
    public static int LengthOf(ReadOnlySpan<byte> header) =>
        header.Length < HeaderLength || !header.StartsWith("ID3"u8) || header[3] is < 2 or > 4
            ? 0
            : HeaderLength + SyncSafe(header[6..]) + (header[3] == 4 && (header[5] & HasFooter) != 0 ? HeaderLength : 0);

    /// <summary>Reads the tag that stands at the stream's position, and moves behind it; null, and no move, if there is none.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="end">Nothing behind this position belongs to the tag.</param>
    public static Id3Tag? Read(Stream stream, long end)
    {
        var start = stream.Position;
        var header = TagReader.ReadBytes(stream, Math.Min(HeaderLength, end - start));
        var length = LengthOf(header);
        if (length == 0)
        {
            stream.Position = start;
            return null;
        }
        var body = TagReader.ReadBytes(stream, Math.Min(SyncSafe(header.AsSpan(6)), end - stream.Position));
        stream.Position = Math.Min(end, start + length);
        return new(body, header[3], header[5]);
    }

    /// <summary>Where the tag begins whose footer ends at a position; null if there is none.</summary>
    public static long? FindStart(Stream stream, long end)
    {
        var footer = TagReader.ReadBytes(stream, end - HeaderLength, HeaderLength);
        return footer.AsSpan().StartsWith("3DI"u8) && end - 2 * HeaderLength - SyncSafe(footer.AsSpan(6)) is var start and >= 0
            ? start
            : null;
    }

    /// <summary>Goes from frame to frame.</summary>
    /// <returns>Bytes of frames that are well formed.</returns>
    private int Walk(ReadOnlySpan<byte> body, bool isPlain, bool isRead)
    {
        var (nameLength, headLength) = version == 2 ? (3, 6) : (4, 10);
        var at = 0;
        while (body.Length - at > headLength)
        {
            var head = body.Slice(at, headLength);
            var length = version switch
            {
                2 => head[3] << 16 | head[4] << 8 | head[5],
                4 when !isPlain => head[4..8].ContainsAnyInRange((byte)0x80, (byte)0xFF) ? -1 : SyncSafe(head[4..]),
                _ => BinaryPrimitives.ReadInt32BigEndian(head[4..]),
            };
            // iTunes puts names of version 2.2, filled up with a zero or a blank, into later ones.
            var name = head[..nameLength].TrimEnd("\0 "u8);
            if (name.Length < 3 || name.ContainsAnyExceptInRange((byte)'0', (byte)'Z')
                || length < 0 || length > body.Length - at - headLength)
                break;
            if (isRead)
                ReadFrame(Encoding.Latin1.GetString(name), version == 2 ? (byte)0 : head[9], body.Slice(at + headLength, length));
            at += headLength + length;
        }
        return at;
    }

    private void ReadFrame(string name, byte flags, ReadOnlySpan<byte> packed)
    {
        if (name == "SEEK" && packed.Length >= 4)
            Seek = BinaryPrimitives.ReadUInt32BigEndian(packed);
        if (!TagFields.Knows(name) || Unpack(packed, flags) is not { IsEmpty: false } content)
            return;
        var text = Decode(content);
        if (name is "TCON" or "TCO")
            foreach (var genre in Id3Genres.Parse(text))
                Fields.Add(name, genre);
        else
            Fields.Add(name, version < 4 && name is "TPE1" or "TP1" or "TPE2" or "TP2" ? SeparateArtists(text) : text);
    }

    /// <summary>Undoes what the format flags of a frame announce; nothing is left of one that cannot be read.</summary>
    private ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> content, byte flags)
    {
        var (compressed, encrypted, grouped, measured) = version == 4 ? (0x08, 0x04, 0x40, 0x01) : (0x80, 0x40, 0x20, 0x80);
        var extra = ((flags & grouped) != 0 ? 1 : 0) + ((flags & measured) != 0 ? 4 : 0);
        if ((flags & encrypted) != 0 || content.Length <= extra)
            return [];
        content = content[extra..];
        if (version == 4 && (isUnsynchronised || (flags & 0x02) != 0))
            content = Resynchronise(content.ToArray());
        return (flags & compressed) != 0 ? Inflate(content) : content;
    }

    private byte[] Inflate(ReadOnlySpan<byte> packed)
    {
        if (inflated++ >= MostInflated)
            return [];
        using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var content = new byte[TagText.Longest];
        try
        {
            return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The first byte names the encoding; where it does not, it belongs to the text.</summary>
    private static string Decode(ReadOnlySpan<byte> content) => content[0] switch
    {
        1 => TagText.ReadUtf16(content[1..], isBigEndian: null),
        2 => TagText.ReadUtf16(content[1..], isBigEndian: true),
        0 or 3 => TagText.Read(content[1..]),
        _ => TagText.Read(content),
    };

    /// <summary>Before version 2.4 a slash separates artists; it belongs to the name where a part is short, as in AC/DC.</summary>
    private static string SeparateArtists(string text)
    {
        var parts = text.Split('/', StringSplitOptions.TrimEntries);
        return parts.Length > 1 && parts.All(part => part.Length >= 3) ? string.Join('\0', parts) : text;
    }

    /// <summary>Writers put a zero after each 0xFF, lest players take it for the beginning of sound. Works in place.</summary>
    private static Span<byte> Resynchronise(Span<byte> bytes)
    {
        var count = 0;
        byte previous = 0;
        foreach (var value in bytes)
        {
            if (value != 0 || previous != 0xFF)
                bytes[count++] = value;
            previous = value;
        }
        return bytes[..count];
    }

    /// <summary>Four bytes of seven bits.</summary>
    private static int SyncSafe(ReadOnlySpan<byte> b) => (b[0] & 0x7F) << 21 | (b[1] & 0x7F) << 14 | (b[2] & 0x7F) << 7 | b[3] & 0x7F;
}
