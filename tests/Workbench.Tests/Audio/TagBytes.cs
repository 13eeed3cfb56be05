using System.Text;

namespace Workbench.Tests.Audio;

/// <summary>Tags made byte by byte, and the least of sound around them.</summary>
internal static class TagBytes
{
    /// <summary>Layer III, 128 kbit/s, 44.1 kHz.</summary>
    public static byte[] Mp3Frame => [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];

    public static byte[] Mp3Frames(int count) => [.. Enumerable.Repeat(Mp3Frame, count).SelectMany(f => f)];

    public static byte[] Id3(int version, params byte[][] frames) => Id3(version, 0, [.. frames.SelectMany(f => f)]);

    public static byte[] Id3(int version, byte flags, byte[] body) =>
        [.. "ID3"u8, (byte)version, 0, flags, .. SyncSafe(body.Length), .. body];

    /// <summary>A tag of version 2.4 with its footer.</summary>
    public static byte[] Id3WithFooter(params byte[][] frames)
    {
        var tag = Id3(4, 0x10, [.. frames.SelectMany(f => f)]);
        return [.. tag, .. "3DI"u8, .. tag[3..10]];
    }

    public static byte[] Frame(int version, string name, ReadOnlySpan<byte> content, byte flags = 0) =>
        version == 2
            ? [.. Encoding.ASCII.GetBytes(name), .. SoundBytes.Be32((uint)content.Length)[1..], .. content]
            : [.. Encoding.ASCII.GetBytes(name),
                .. version == 4 ? SyncSafe(content.Length) : SoundBytes.Be32((uint)content.Length), 0, flags, .. content];

    public static byte[] SyncSafe(int n) => [(byte)(n >> 21 & 127), (byte)(n >> 14 & 127), (byte)(n >> 7 & 127), (byte)(n & 127)];

    public static byte[] Id3v1(string title, string artist, string album, string year, byte genre) =>
        [.. "TAG"u8, .. Field(title, 30), .. Field(artist, 30), .. Field(album, 30), .. Field(year, 4), .. new byte[30], genre];

    /// <summary>Header, items and footer of APEv2.</summary>
    public static byte[] Ape(params (string Key, string Value)[] items)
    {
        byte[] body = [.. items.SelectMany(i => ApeItem(i.Key, Encoding.UTF8.GetBytes(i.Value)))];
        return [.. ApeMark(body.Length, items.Length, 0xA0), .. body, .. ApeMark(body.Length, items.Length, 0x80)];
    }

    public static byte[] ApeItem(string key, byte[] value, byte kind = 0) =>
        [.. SoundBytes.Le32((uint)value.Length), kind, 0, 0, 0, .. Encoding.ASCII.GetBytes(key), 0, .. value];

    public static byte[] ApeMark(int bodyLength, int count, byte flags, int version = 2000) =>
        [.. "APETAGEX"u8, .. SoundBytes.Le32((uint)version), .. SoundBytes.Le32((uint)bodyLength + 32), .. SoundBytes.Le32((uint)count),
            0, 0, 0, flags, .. new byte[8]];

    /// <summary>The block of a Vorbis comment.</summary>
    public static byte[] Comment(params string[] fields) =>
        [.. SoundBytes.Le32(4), .. "test"u8, .. SoundBytes.Le32((uint)fields.Length),
            .. fields.Select(Encoding.UTF8.GetBytes).SelectMany(f => SoundBytes.Le32((uint)f.Length).Concat(f))];

    /// <summary>FLAC with 44.1 kHz, stereo and 16 bits in its header, and a comment.</summary>
    public static byte[] Flac(params string[] fields)
    {
        var comment = Comment(fields);
        return [.. "fLaC"u8, 0, 0, 0, 34, 0x10, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x0A, 0xC4, 0x42, 0xF0, .. new byte[20],
            0x84, .. SoundBytes.Be32((uint)comment.Length)[1..], .. comment];
    }

    /// <summary>The headers of Ogg Vorbis, the last one as its first bytes alone.</summary>
    public static byte[] OggVorbis(params string[] fields) =>
    [
        .. Page([1, .. "vorbis"u8, 0, 0, 0, 0, 2, .. SoundBytes.Le32(44100), .. new byte[12], 0xB8, 1], 7, true, kind: 2),
        .. Page([3, .. "vorbis"u8, .. Comment(fields), 1], 7, true, sequence: 1),
        .. Page([5, .. "vorbis"u8, .. new byte[20]], 7, true, kind: 4, sequence: 2),
    ];

    /// <summary>An Ogg page of one packet, or of its beginning; 65,025 bytes are the 255 full segments of an unfinished one.</summary>
    public static byte[] Page(byte[] content, byte serial, bool isFinished, byte kind = 0, byte sequence = 0)
    {
        byte[] segments =
            [.. Enumerable.Repeat((byte)255, content.Length / 255), .. isFinished ? [(byte)(content.Length % 255)] : Array.Empty<byte>()];
        return [.. "OggS"u8, 0, kind, .. new byte[8], serial, 0, 0, 0, sequence, 0, 0, 0, .. new byte[4], (byte)segments.Length,
            .. segments, .. content];
    }

    /// <summary>MP4 with items in the place where iTunes has them.</summary>
    public static byte[] Mp4(params byte[][] items)
    {
        var handler = Atom("hdlr", [.. new byte[8], .. "mdirappl"u8, .. new byte[9]]);
        var list = Atom("ilst", [.. items.SelectMany(i => i)]);
        byte[] user = Atom("udta", Atom("meta", [0, 0, 0, 0, .. handler, .. list]));
        return [.. Atom("ftyp", "M4A \0\0\0\0M4A "u8), .. Atom("mdat", new byte[20]),
            .. Atom("moov", [.. Atom("mvhd", new byte[100]), .. user])];
    }

    /// <summary>An item of texts, each in an atom of its own.</summary>
    public static byte[] Item(string name, params string[] values) =>
        Atom(name, [.. values.SelectMany(v => Data(1, Encoding.UTF8.GetBytes(v)))]);

    public static byte[] Data(byte kind, ReadOnlySpan<byte> value) => Atom("data", [0, 0, 0, kind, 0, 0, 0, 0, .. value]);

    public static byte[] Atom(string name, ReadOnlySpan<byte> content) =>
        [.. SoundBytes.Be32((uint)content.Length + 8), .. Encoding.Latin1.GetBytes(name), .. content];

    private static byte[] Field(string text, int length) => [.. Encoding.Latin1.GetBytes(text.PadRight(length, '\0'))];
}
