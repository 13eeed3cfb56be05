using System.Buffers.Binary;

namespace Workbench.Audio.Mpeg;

/// <summary>
/// One recording in a file of MPEG audio; files that were joined have several. Its first frame may hold no sound but facts about the rest:
/// how many frames there are, and what the encoder put before and after the sound (the tags of Xing and LAME; VBRI).
/// </summary>
/// <param name="Header">Of its first frame.</param>
/// <param name="Delay">Samples to leave out at the start.</param>
/// <param name="Padding">Samples to leave out at the end, if all frames are there.</param>
/// <param name="ClaimedFrames">How many frames the tag says there are; 0 where there is no tag.</param>
internal sealed record MpegPart(MpegHeader Header, int Delay = 0, int Padding = 0, long ClaimedFrames = 0)
{
    /// <summary>What a decoder of layer III adds to the encoder's delay.</summary>
    private const int DecoderDelay = 529;

    /// <summary>Frames that are there.</summary>
    public long FrameCount { get; init; }

    /// <summary>Samples a channel that are there.</summary>
    public long SampleCount => SamplesOf(FrameCount);

    /// <summary>What is there, in seconds.</summary>
    public double Seconds => (double)SampleCount / Header.SampleRate;

    /// <summary>What the tag claims, in seconds; what is there where there is no tag.</summary>
    public double ClaimedSeconds => ClaimedFrames == 0 ? Seconds : (double)SamplesOf(ClaimedFrames) / Header.SampleRate;

    /// <summary>The part that a frame begins which holds facts instead of sound; null for a frame of sound.</summary>
    public static MpegPart? FromTag(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        if (frame.Length > 50 && frame[36..].StartsWith("VBRI"u8))
            return new(header, ClaimedFrames: BinaryPrimitives.ReadUInt32BigEndian(frame[50..]));
        var tag = frame[Math.Min(header.SideEnd, frame.Length)..];
        if (tag.Length < 8 || !tag.StartsWith("Xing"u8) && !tag.StartsWith("Info"u8))
            return null;
        var flags = tag[7];
        tag = tag[8..];
        long frames = (flags & 1) != 0 && tag.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(tag) : 0;
        // Each flag is a field: frames, bytes, places to jump to, quality. LAME's tag follows: its name of nine letters, and twelve bytes
        // on, twice twelve bits.
        var lame = 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1) + 21;
        int delay = 0, padding = 0;
        if (tag.Length >= lame + 3)
            (delay, padding) = (tag[lame] << 4 | tag[lame + 1] >> 4, (tag[lame + 1] & 15) << 8 | tag[lame + 2]);
        return new(header, delay + DecoderDelay, Math.Max(0, padding - DecoderDelay), frames);
    }

    private long SamplesOf(long frames) =>
        Math.Max(0, frames * Header.SampleCount - Delay - (frames == ClaimedFrames ? Padding : 0));
}
