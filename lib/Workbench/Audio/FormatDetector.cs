namespace Workbench.Audio;

/// <summary>Recognises an <see cref="AudioFormat"/> by its first bytes; the file's name says nothing.</summary>
internal static class FormatDetector
{
    private const int Id3HeaderLength = 10;

    /// <summary>The format of a stream that stands at its first byte; the position is moved.</summary>
    public static AudioFormat Detect(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        var start = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (!start.StartsWith("ID3"u8) || start.Length < Id3HeaderLength)
            return Match(start);

        // An ID3v2 tag (length: four bytes of seven bits) stands before MP3 as a rule, before FLAC and AAC at times.
        stream.Position = Id3HeaderLength + ((start[6] & 0x7F) << 21 | (start[7] & 0x7F) << 14 | (start[8] & 0x7F) << 7 | start[9] & 0x7F);
        start = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return Match(start) is var format and not AudioFormat.Unknown ? format : AudioFormat.Mp3;
    }

    private static AudioFormat Match(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4)
            return AudioFormat.Unknown;
        var kind = start.Length >= 12 ? start[8..12] : default;
        if (start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8))
            return kind.SequenceEqual("WAVE"u8) ? AudioFormat.Wav : AudioFormat.Unknown;
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
        // ADTS: twelve sync bits and layer 0. MPEG audio: eleven sync bits, layer, bit rate and sample rate not reserved.
        if (start[0] == 0xFF && (start[1] & 0xF6) == 0xF0)
            return AudioFormat.Aac;
        var isMpeg = start[0] == 0xFF && (start[1] & 0xE0) == 0xE0 && (start[1] & 0x18) != 0x08 && (start[1] & 0x06) != 0
            && (start[2] & 0xF0) != 0xF0 && (start[2] & 0x0C) != 0x0C;
        return isMpeg ? AudioFormat.Mp3 : AudioFormat.Unknown;
    }
}
