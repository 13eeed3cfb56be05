using System.Buffers;
using System.Buffers.Binary;
using Workbench.Audio.Mpeg;

namespace Workbench.Audio;

/// <summary>Recognises an <see cref="AudioFormat"/> by its first bytes; the file's name says nothing.</summary>
internal static class FormatDetector
{
    /// <summary>MPEG frames are looked for in so many bytes; so many that follow each other are no accident.</summary>
    private const int MostJunk = 1 << 17, EnoughFrames = 3;

    private const int HeadLength = 32, TextLength = 512, ShownLength = 40;

    /// <summary>Bytes that stand in no text of any encoding that shares its letters with ASCII.</summary>
    private static readonly SearchValues<byte> NoText =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b).Except("\t\n\f\r"u8.ToArray()), 127]);

    /// <summary>The format of a stream that stands at its first byte; it is left where the first tag or the sound begins.</summary>
    public static AudioFormat Detect(Stream stream)
    {
        var start = stream.Position;
        var sound = StartOfSound(stream, start);
        var format = Match(TagReader.ReadBytes(stream, sound, HeadLength));
        if (format == AudioFormat.Unknown && sound > start)
            // MP3 as a rule, with something before its frames.
            format = AudioFormat.Mp3;
        else if (format == AudioFormat.Unknown && FindMpeg(stream, start) is { } found)
            (format, start) = (AudioFormat.Mp3, found);
        stream.Position = start;
        return format;
    }

    /// <summary>How the first line begins, if the stream is text (a web page, the answer of a server) and therefore no sound.</summary>
    public static string? FindText(Stream stream)
    {
        ReadOnlySpan<byte> bytes = TagReader.ReadBytes(stream, 0, TextLength);
        if (bytes.ContainsAny(NoText))
            return null;
        var line = TagText.Read(bytes).Trim().Split('\n', '\r')[0];
        return new([.. line.Take(ShownLength).Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?')]);
    }

    /// <summary>
    /// Where a stream goes on after the tags that may stand before any format: ID3v2 before MP3 as a rule, before FLAC and AAC at times.
    /// The position is moved.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="start">Where to begin.</param>
    public static long StartOfSound(Stream stream, long start = 0)
    {
        for (var left = AttachedTags.Most; left > 0; left--)
        {
            ReadOnlySpan<byte> head = TagReader.ReadBytes(stream, start, HeadLength);
            if (Id3Tag.LengthOf(head) is > 0 and var id3)
                start += id3;
            else if (ApeTag.LengthOf(head) is > 0 and var ape)
                start += ape;
            else
                break;
        }
        return start;
    }

    /// <summary>Where behind other bytes MP3 begins, or an ID3v2 tag before it; null if it does nowhere near.</summary>
    private static long? FindMpeg(Stream stream, long start)
    {
        var bytes = TagReader.ReadBytes(stream, start, MostJunk);
        for (var i = 0; i < bytes.Length; i++)
            if (AreFrames(bytes.AsSpan(i)) || Id3Tag.LengthOf(bytes.AsSpan(i)) is > 0 and var length
                && HeaderAt(TagReader.ReadBytes(stream, start + i + length, MpegHeader.Length)).IsHeader)
                return start + i;
        return null;
    }

    private static bool AreFrames(ReadOnlySpan<byte> bytes)
    {
        var first = HeaderAt(bytes);
        for (var left = EnoughFrames; left > 0; left--)
        {
            var header = HeaderAt(bytes);
            if (!header.IsValid || !header.Continues(first))
                return false;
            bytes = bytes[Math.Min(bytes.Length, header.FrameLength)..];
        }
        return true;
    }

    /// <summary>The header of a frame that begins here; an invalid one at the end of the bytes.</summary>
    private static MpegHeader HeaderAt(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.TryReadUInt32BigEndian(bytes, out var bits) ? bits : 0);

    private static AudioFormat Match(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4)
            return AudioFormat.Unknown;
        var kind = start.Length >= 12 ? start[8..12] : default;
        if (start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8))
            return kind.SequenceEqual("WAVE"u8) ? AudioFormat.Wav : AudioFormat.Unknown;
        if (start.StartsWith(Wave64Reader.Start))
            return AudioFormat.Wave64;
        if (start.StartsWith("FORM"u8))
            return kind.SequenceEqual("AIFF"u8) || kind.SequenceEqual("AIFC"u8) ? AudioFormat.Aiff : AudioFormat.Unknown;
        if (start.StartsWith(".snd"u8))
            return AudioFormat.Au;
        if (start.StartsWith("fLaC"u8))
            return AudioFormat.Flac;
        if (start.StartsWith("OggS"u8))
            return AudioFormat.Ogg;
        if (start[4..].StartsWith("ftyp"u8))
            return AudioFormat.Mp4;
        if (start.StartsWith<byte>([0x30, 0x26, 0xB2, 0x75]))
            return AudioFormat.Wma;
        if (start.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]))
            return AudioFormat.Matroska;
        if (start.StartsWith("MAC "u8))
            return AudioFormat.MonkeysAudio;
        if (start.StartsWith("wvpk"u8))
            return AudioFormat.WavPack;
        if (start.StartsWith("MPCK"u8) || start.StartsWith("MP+"u8))
            return AudioFormat.Musepack;
        // ADTS: twelve sync bits and layer 0.
        if (start[0] == 0xFF && (start[1] & 0xF6) == 0xF0)
            return AudioFormat.Aac;
        return HeaderAt(start).IsHeader ? AudioFormat.Mp3 : AudioFormat.Unknown;
    }
}
