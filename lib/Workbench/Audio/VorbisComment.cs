using System.Buffers.Binary;
using System.Text;

namespace Workbench.Audio;

/// <summary>Vorbis comments (<c>NAME=value</c> in UTF-8, names may repeat) of FLAC, Ogg Vorbis, Opus and Ogg FLAC.</summary>
internal static class VorbisComment
{
    private const int FlacCommentBlock = 4, LastFlacBlock = 0x80, MostFlacBlocks = 1000, OggPageHeaderLength = 27;

    /// <summary>Reads a FLAC stream that stands at <c>fLaC</c>.</summary>
    public static void ReadFlac(Stream stream, TagFields fields)
    {
        stream.Position += 4;
        for (var left = MostFlacBlocks; left > 0 && TagReader.ReadBytes(stream, 4) is { Length: 4 } head; left--)
        {
            var length = head[1] << 16 | head[2] << 8 | head[3];
            if ((head[0] & 0x7F) == FlacCommentBlock)
            {
                Parse(TagReader.ReadBytes(stream, length), fields);
                return;
            }
            if ((head[0] & LastFlacBlock) != 0)
                return;
            stream.Position = Math.Min(stream.Length, stream.Position + length);
        }
    }

    /// <summary>Reads Ogg that stands at its first page: the comments are the second packet of the first logical stream.</summary>
    public static void ReadOgg(Stream stream, TagFields fields)
    {
        ReadOnlySpan<byte> packet = ReadSecondPacket(stream);
        if (packet.StartsWith("\u0003vorbis"u8))
            Parse(packet[7..], fields);
        else if (packet.StartsWith("OpusTags"u8))
            Parse(packet[8..], fields);
        else if (packet.Length > 4 && (packet[0] & 0x7F) == FlacCommentBlock)
            Parse(packet[4..], fields);
    }

    /// <summary>Joins the segments of a packet over the pages; a segment below 255 bytes ends a packet.</summary>
    private static byte[] ReadSecondPacket(Stream stream)
    {
        uint? serial = null;
        var finished = 0;
        var packet = new List<byte>();
        while (TagReader.ReadBytes(stream, OggPageHeaderLength) is { Length: OggPageHeaderLength } page
            && page.AsSpan().StartsWith("OggS"u8))
        {
            var segments = TagReader.ReadBytes(stream, page[26]);
            var pageSerial = BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(14));
            var isOurs = pageSerial == (serial ??= pageSerial);
            ReadOnlySpan<byte> body = TagReader.ReadBytes(stream, segments.Sum(length => length));
            if (!isOurs)
                continue;
            foreach (var length in segments)
            {
                var segment = body[..Math.Min(length, body.Length)];
                body = body[segment.Length..];
                if (finished == 1)
                    packet.AddRange(segment);
                if (length < 255)
                    finished++;
                if (finished == 2 || packet.Count > TagReader.LargestTag)
                    return [.. packet];
            }
        }
        return [];
    }

    private static void Parse(ReadOnlySpan<byte> comment, TagFields fields)
    {
        if (!TryTake(ref comment, out _) || comment.Length < 4)
            return;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(comment);
        comment = comment[4..];
        for (uint i = 0; i < count && TryTake(ref comment, out var field); i++)
            if (field.IndexOf((byte)'=') is >= 0 and var end
                && Encoding.Latin1.GetString(field[..end]) is var name && TagFields.Knows(name))
                fields.Add(name, TagText.Read(field[(end + 1)..]));
    }

    /// <summary>Takes a length and as many bytes; false at a damaged end.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(rest) is var length && length > rest.Length - 4)
            return false;
        content = rest.Slice(4, (int)length);
        rest = rest[(4 + (int)length)..];
        return true;
    }
}
