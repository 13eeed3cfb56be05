using System.Buffers.Binary;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// Finds the tags of a file by its format. Own readers: libsndfile and ffprobe give only the first of several genres, libsndfile leaves
/// numbers such as <c>(17)</c> as they are and knows no ID3v2.4 year. They work in time that grows with the file and raise nothing on
/// damage: what can be read counts.
/// </summary>
internal static class TagReader
{
    /// <summary>Tags with large pictures may be long; of a longer one the beginning is read.</summary>
    public const int LargestTag = 1 << 26;

    /// <summary>The tags of a stream as <see cref="FormatDetector.Detect"/> leaves it; null for formats that are not read here.</summary>
    public static TagFields? Read(Stream stream, AudioFormat format)
    {
        var fields = new TagFields();
        switch (format)
        {
            case AudioFormat.Mp3:
            case AudioFormat.Aac:
            case AudioFormat.MonkeysAudio:
            case AudioFormat.WavPack:
            case AudioFormat.Musepack:
                return AttachedTags.Read(stream, out _);
            case AudioFormat.Flac:
            case AudioFormat.Ogg:
                // Some writers put tags of other formats around it.
                var attached = AttachedTags.Read(stream, out var sound);
                stream.Position = sound;
                if (format == AudioFormat.Flac)
                    VorbisComment.ReadFlac(stream, fields);
                else
                    VorbisComment.ReadOgg(stream, fields);
                fields.FillFrom(attached);
                return fields;
            case AudioFormat.Mp4:
                Mp4Tag.Read(stream, fields);
                return fields;
            case AudioFormat.Wav:
                ReadChunks(stream, isBigEndian: false, fields);
                return fields;
            case AudioFormat.Aiff:
                ReadChunks(stream, isBigEndian: true, fields);
                return fields;
            case AudioFormat.Au:
            case AudioFormat.Wave64:
                return fields;
            default:
                return null;
        }
    }

    /// <summary>At most this many bytes, fewer at the end of the stream and of tags that are too large.</summary>
    public static byte[] ReadBytes(Stream stream, long count)
    {
        var bytes = new byte[Math.Clamp(count, 0, Math.Clamp(stream.Length - stream.Position, 0, LargestTag))];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The bytes at a position; none if it lies before the beginning or behind the end.</summary>
    public static byte[] ReadBytes(Stream stream, long position, int count)
    {
        if (position < 0 || position > stream.Length)
            return [];
        stream.Position = position;
        return ReadBytes(stream, count);
    }

    /// <summary>Text of no stated encoding, up to the first zero.</summary>
    public static string ReadPlain(ReadOnlySpan<byte> bytes) =>
        TagText.Read(bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes);

    /// <summary>The chunks of WAV or AIFF: an ID3v2 tag, RIFF's list INFO, AIFF's NAME and AUTH.</summary>
    private static void ReadChunks(Stream stream, bool isBigEndian, TagFields fields)
    {
        var plain = new TagFields();
        stream.Position = 12;
        Walk(stream.Length, isInfo: false);
        fields.FillFrom(plain);

        void Walk(long end, bool isInfo)
        {
            Span<byte> head = stackalloc byte[8];
            while (stream.Position + head.Length <= end)
            {
                stream.ReadExactly(head);
                var name = Encoding.Latin1.GetString(head[..4]);
                long length = isBigEndian
                    ? BinaryPrimitives.ReadUInt32BigEndian(head[4..])
                    : BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
                length = Math.Min(length, end - stream.Position);
                var next = Math.Min(end, stream.Position + length + length % 2);
                if (TagFields.Knows(name))
                    plain.Add(name, ReadPlain(ReadBytes(stream, Math.Min(length, TagText.Longest))));
                else if (name is "id3 " or "ID3 " && Id3Tag.Read(stream, next) is { } tag)
                    fields.FillFrom(tag.Fields);
                else if (!isInfo && name == "LIST" && length > 4 && ReadBytes(stream, 4).AsSpan().SequenceEqual("INFO"u8))
                    Walk(next, isInfo: true);
                stream.Position = next;
            }
        }
    }
}
