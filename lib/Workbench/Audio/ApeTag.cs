using System.Buffers.Binary;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// APEv2 tags and their forerunner APEv1 (wiki.hydrogenaudio.org): items of a key and values between which zeros stand. They are found by
/// their footer at the end of a file, or by their header at its beginning.
/// </summary>
internal static class ApeTag
{
    /// <summary>Bytes of its header, and of its footer.</summary>
    public const int MarkLength = 32;

    private const int HasHeader = 1 << 31, IsHeader = 1 << 29, ItemKind = 0b110;

    /// <summary>Bytes of the tag whose header this is; 0 if it is none.</summary>
    public static long LengthOf(ReadOnlySpan<byte> header) =>
        IsMark(header) && (Flags(header) & IsHeader) != 0 ? MarkLength + (long)Size(header) : 0;

    /// <summary>Reads the tag that stands at the stream's position, and moves behind it; null, and no move, if there is none.</summary>
    public static TagFields? Read(Stream stream)
    {
        var start = stream.Position;
        var header = TagReader.ReadBytes(stream, MarkLength);
        if (LengthOf(header) is var length && length == 0)
        {
            stream.Position = start;
            return null;
        }
        var fields = ReadItems(stream, header, length - MarkLength);
        stream.Position = Math.Min(stream.Length, start + length);
        return fields;
    }

    /// <summary>Reads the tag whose footer ends at a position; null if there is none.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="end">The position behind the footer; becomes that of the tag's first byte.</param>
    public static TagFields? ReadBefore(Stream stream, ref long end)
    {
        var footer = TagReader.ReadBytes(stream, end - MarkLength, MarkLength);
        if (!IsMark(footer) || (Flags(footer) & IsHeader) != 0 || Size(footer) < MarkLength || Size(footer) > end)
            return null;
        stream.Position = end - Size(footer);
        var fields = ReadItems(stream, footer, Size(footer) - MarkLength);
        end = Math.Max(0, end - Size(footer) - ((Flags(footer) & HasHeader) != 0 ? MarkLength : 0));
        return fields;
    }

    private static TagFields ReadItems(Stream stream, ReadOnlySpan<byte> mark, long length)
    {
        var fields = new TagFields();
        ReadOnlySpan<byte> rest = TagReader.ReadBytes(stream, length);
        for (var left = BinaryPrimitives.ReadUInt32LittleEndian(mark[16..]); left > 0 && rest.Length > 8; left--)
        {
            var (size, flags) = (BinaryPrimitives.ReadUInt32LittleEndian(rest), BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]));
            rest = rest[8..];
            var keyLength = rest.IndexOf((byte)0);
            if (keyLength < 0 || size > rest.Length - keyLength - 1)
                break;
            var key = Encoding.Latin1.GetString(rest[..Math.Min(keyLength, 255)]);
            var value = rest.Slice(keyLength + 1, (int)size);
            if ((flags & ItemKind) == 0 && TagFields.Knows(key))
                fields.Add(key, TagText.Read(value));
            rest = rest[(keyLength + 1 + (int)size)..];
        }
        return fields;
    }

    /// <summary>Whether so many bytes are the header or the footer of one.</summary>
    public static bool IsMark(ReadOnlySpan<byte> mark) => mark.Length == MarkLength && mark.StartsWith("APETAGEX"u8);

    /// <summary>Of items and footer.</summary>
    private static uint Size(ReadOnlySpan<byte> mark) => BinaryPrimitives.ReadUInt32LittleEndian(mark[12..]);

    private static int Flags(ReadOnlySpan<byte> mark) => BinaryPrimitives.ReadInt32LittleEndian(mark[20..]);
}
