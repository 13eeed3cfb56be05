using System.Buffers.Binary;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// Finds the tags of a file by its format. Own readers for ID3, Vorbis comments and RIFF INFO: libsndfile and ffprobe give
/// only the first of several genres, libsndfile leaves numbers such as <c>(17)</c> as they are and knows no ID3v2.4 year.
/// </summary>
internal static class TagReader
{
    /// <summary>The tags of a stream of one of the formats that are read here; null for the others.</summary>
    public static TagFields? Read(Stream stream, AudioFormat format)
    {
        var fields = new TagFields();
        stream.Position = 0;
        switch (format)
        {
            case AudioFormat.Mp3:
            case AudioFormat.Aac:
                Id3Tag.Read(stream, fields);
                fields.FillFrom(Id3Tag.ReadVersion1(stream));
                return fields;
            case AudioFormat.Flac:
                // Some writers put an ID3v2 tag in front.
                Id3Tag.Read(stream, fields);
                VorbisComment.ReadFlac(stream, fields);
                return fields;
            case AudioFormat.Ogg:
                VorbisComment.ReadOgg(stream, fields);
                return fields;
            case AudioFormat.Wav:
                ReadChunks(stream, isBigEndian: false, fields);
                return fields;
            case AudioFormat.Aiff:
                ReadChunks(stream, isBigEndian: true, fields);
                return fields;
            case AudioFormat.Au:
                return fields;
            default:
                return null;
        }
    }

    /// <summary>The chunks of WAV or AIFF: an ID3v2 tag, RIFF's list INFO, AIFF's NAME and AUTH.</summary>
    private static void ReadChunks(Stream stream, bool isBigEndian, TagFields fields)
    {
        var plain = new TagFields();
        stream.Position = 12;
        Walk(stream, stream.Length);
        fields.FillFrom(plain);

        void Walk(Stream chunks, long end)
        {
            Span<byte> head = stackalloc byte[8];
            while (chunks.Position + head.Length <= end)
            {
                chunks.ReadExactly(head);
                var name = Encoding.Latin1.GetString(head[..4]);
                long length = isBigEndian
                    ? BinaryPrimitives.ReadUInt32BigEndian(head[4..])
                    : BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
                length = Math.Min(length, end - chunks.Position);
                var next = Math.Min(end, chunks.Position + length + length % 2);
                if (name is "id3 " or "ID3 ")
                    Id3Tag.Read(chunks, fields);
                else if (name == "LIST" && length > 4 && chunks.ReadByte() == 'I' && chunks.ReadByte() == 'N' && chunks.ReadByte() == 'F'
                    && chunks.ReadByte() == 'O')
                    Walk(chunks, next);
                else if (TagFields.Knows(name))
                    plain.Add(name, DecodePlain(ReadBytes(chunks, length)));
                chunks.Position = next;
            }
        }
    }

    /// <summary>At most this many bytes, fewer at the end of the stream.</summary>
    public static byte[] ReadBytes(Stream stream, long count)
    {
        var bytes = new byte[Math.Clamp(count, 0, Math.Min(Array.MaxLength, stream.Length - stream.Position))];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Text of no stated encoding: UTF-8 where it is valid, Latin-1 otherwise; up to the first zero.</summary>
    private static string DecodePlain(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes;
        return (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
    }
}
