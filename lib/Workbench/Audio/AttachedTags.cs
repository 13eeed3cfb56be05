using System.Globalization;

namespace Workbench.Audio;

/// <summary>
/// Tags that stand before and behind the sound: any number of ID3v2 and APEv2 at either end, ID3v1 at the very end. The first that knows a
/// field counts, from front to back and then from the end backwards; ID3v1, which cuts texts, only where no other knows it.
/// </summary>
internal static class AttachedTags
{
    /// <summary>Nobody has more tags at one end of a file; what comes after them is not looked at.</summary>
    public const int Most = 1000;

    private const int Lyrics3EndLength = 15;

    /// <summary>Reads the tags of a stream that stands at its first tag or at the sound.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="sound">Where the sound begins.</param>
    public static TagFields Read(Stream stream, out long sound)
    {
        var fields = new TagFields();
        var left = Most;
        var next = ReadChain(stream, fields, ref left);
        sound = stream.Position;
        // Only forwards, so that nothing is read twice.
        while (left > 0 && next >= stream.Position && next < stream.Length)
        {
            stream.Position = next.Value;
            next = ReadChain(stream, fields, ref left);
        }
        ReadBehind(stream, fields);
        return fields;
    }

    /// <summary>Reads tags as long as one follows the other.</summary>
    /// <returns>Where the last frame SEEK says that there are more; null without one.</returns>
    private static long? ReadChain(Stream stream, TagFields fields, ref int left)
    {
        long? next = null;
        for (; left > 0; left--)
            if (Id3Tag.Read(stream, stream.Length) is { } tag)
            {
                Take(tag, fields);
                next = stream.Position + tag.Seek ?? next;
            }
            else if (ApeTag.Read(stream) is { } ape)
                fields.FillFrom(ape);
            else
                break;
        return next;
    }

    private static void ReadBehind(Stream stream, TagFields fields)
    {
        var oldest = new TagFields();
        var end = stream.Length;
        for (var left = Most; left > 0; left--)
            if (ApeTag.ReadBefore(stream, ref end) is { } ape)
                fields.FillFrom(ape);
            else if (Id3Tag.FindStart(stream, end) is { } start)
            {
                stream.Position = start;
                if (Id3Tag.Read(stream, end) is { } tag)
                    Take(tag, fields);
                end = start;
            }
            else if (Id3v1Tag.Parse(TagReader.ReadBytes(stream, end - Id3v1Tag.Length, Id3v1Tag.Length)) is { } old)
            {
                oldest.FillFrom(old);
                end -= Id3v1Tag.Length;
            }
            else if (FindLyrics3(stream, end) is { } lyrics)
                end = lyrics;
            else
                break;
        fields.FillFrom(oldest);
    }

    private static void Take(Id3Tag tag, TagFields fields)
    {
        if (tag.IsUpdate)
            fields.UpdateFrom(tag.Fields);
        else
            fields.FillFrom(tag.Fields);
    }

    /// <summary>Where the Lyrics3v2 block begins that ends at a position, as one may between other tags; null if there is none.</summary>
    private static long? FindLyrics3(Stream stream, long end)
    {
        ReadOnlySpan<byte> last = TagReader.ReadBytes(stream, end - Lyrics3EndLength, Lyrics3EndLength);
        return last.EndsWith("LYRICS200"u8)
            && int.TryParse(last[..6], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && end - Lyrics3EndLength - length is var start and >= 0
            ? start
            : null;
    }
}
