using System.Buffers.Binary;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// The tags of MP4 and M4A as iTunes writes them: items in the atoms <c>moov/udta/meta/ilst</c>, their values in atoms <c>data</c>, of
/// which there may be several.
/// </summary>
internal static class Mp4Tag
{
    private const int HeadLength = 8, DataHeadLength = 8, Utf16 = 2;

    private static readonly string[] Path = ["moov", "udta", "meta", "ilst"];

    public static void Read(Stream stream, TagFields fields)
    {
        stream.Position = 0;
        Walk(stream, stream.Length, 0, fields);
    }

    /// <summary>Looks through the atoms of one level for the next part of the path, below its end for items that are known.</summary>
    private static void Walk(Stream stream, long end, int depth, TagFields fields)
    {
        while (TryEnter(stream, end, out var name, out var next))
        {
            if (depth == Path.Length && TagFields.Knows(name))
                ReadValues(stream, next, name, fields);
            else if (depth < Path.Length && name == Path[depth])
            {
                if (name == "meta" && HasVersion(stream))
                    stream.Position += 4;
                Walk(stream, next, depth + 1, fields);
            }
            stream.Position = next;
        }
    }

    private static void ReadValues(Stream stream, long end, string item, TagFields fields)
    {
        while (TryEnter(stream, end, out var name, out var next))
        {
            var data = TagReader.ReadBytes(stream, Math.Min(next - stream.Position, TagText.Longest));
            if (name == "data" && data.Length > DataHeadLength)
                AddValue(item, data[3], data.AsSpan(DataHeadLength), fields);
            stream.Position = next;
        }
    }

    private static void AddValue(string item, byte kind, ReadOnlySpan<byte> value, TagFields fields)
    {
        if (item != "gnre")
            fields.Add(item, kind == Utf16 ? TagText.ReadUtf16(value, isBigEndian: true) : TagText.Read(value));
        // The numbers of ID3v1, from 1.
        else if (value.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(value) - 1 is >= 0 and var number
            && number < Id3Genres.Names.Length)
            fields.Add(item, Id3Genres.Names[number]);
    }

    /// <summary>Reads the head of the next atom.</summary>
    /// <param name="stream">Stands at the atom; afterwards at its content.</param>
    /// <param name="end">Of the atom that holds it.</param>
    /// <param name="name">Four characters.</param>
    /// <param name="next">Where it ends, not beyond <paramref name="end"/>.</param>
    private static bool TryEnter(Stream stream, long end, out string name, out long next)
    {
        (name, next) = ("", end);
        var start = stream.Position;
        if (end - start < HeadLength)
            return false;
        Span<byte> head = stackalloc byte[HeadLength];
        stream.ReadExactly(head);
        name = Encoding.Latin1.GetString(head[4..]);
        ulong length = BinaryPrimitives.ReadUInt32BigEndian(head);
        // 1: the length follows in eight bytes. 0: up to the end.
        if (length == 1 && end - stream.Position >= 8)
        {
            stream.ReadExactly(head);
            length = BinaryPrimitives.ReadUInt64BigEndian(head);
        }
        if (length != 0 && length < (ulong)(stream.Position - start))
            return false;
        next = length == 0 ? end : start + (long)Math.Min(length, (ulong)(end - start));
        return true;
    }

    /// <summary>Whether a version stands before the atoms of <c>meta</c>, as MP4 has it and QuickTime has not.</summary>
    private static bool HasVersion(Stream stream)
    {
        var start = TagReader.ReadBytes(stream, stream.Position, HeadLength);
        stream.Position -= start.Length;
        return !start.AsSpan().EndsWith("hdlr"u8);
    }
}
