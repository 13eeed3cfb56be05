using System.Buffers.Binary;
using Workbench.Audio.Flac;
using Workbench.Audio.Mpeg;
using Workbench.Audio.Ogg;

namespace Workbench.Audio;

/// <summary>How long a recording is, without decoding it, for those formats whose decoders are known to stop too early.</summary>
/// <param name="Seconds">What is there, at least, by its frames or pages.</param>
/// <param name="ClaimedSeconds">What it claims by a field in its beginning, which may be wrong.</param>
internal readonly record struct SoundLength(double Seconds, double ClaimedSeconds)
{
    /// <summary>Where the last frame of a FLAC is looked for: it has some kilobytes.</summary>
    private const int FlacEnd = 1 << 17;

    /// <summary>The length of a file; zeros for other formats.</summary>
    public static SoundLength Of(Stream stream, AudioFormat format, CancellationToken token)
    {
        stream.Position = 0;
        return format switch
        {
            AudioFormat.Mp3 => OfMpeg(stream, token),
            AudioFormat.Ogg => OfOgg(stream, token),
            AudioFormat.Flac => OfFlac(stream, token),
            _ => default,
        };
    }

    private static SoundLength OfMpeg(Stream stream, CancellationToken token)
    {
        var parts = MpegFrames.Parts(stream, token);
        return new(parts.Sum(part => part.Seconds), parts.Sum(part => part.ClaimedSeconds));
    }

    /// <summary>Chained streams one after the other, each from its first page with sound to its last: at most a page too short.</summary>
    private static SoundLength OfOgg(Stream stream, CancellationToken token)
    {
        OggPackets packets = new(stream, token);
        var seconds = 0.0;
        while (packets.MoveToStream())
        {
            var head = packets.Packet;
            var rate = head.StartsWith("OpusHead"u8) ? 48_000 : head.Length < 16 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
            long first = -1, last = -1;
            while (packets.MoveNext())
            {
                if (packets.PageGranule > 0)
                    (first, last) = (first < 0 ? packets.PageGranule : first, packets.PageGranule);
            }
            if (rate > 0)
                seconds += (double)Math.Max(0, last - first) / rate;
        }
        return new(seconds, 0);
    }

    /// <summary>
    /// The last frame says where it stands. Of joined recordings all but the last one are as long as their beginnings claim: each of these
    /// is looked for.
    /// </summary>
    private static SoundLength OfFlac(Stream stream, CancellationToken token)
    {
        ByteWindow window = new(stream, token);
        stream.Position = FormatDetector.StartOfSound(stream);
        FlacInfo? info = null;
        double before = 0, claimed = 0;
        for (; window.MoveTo((byte)'f'); window.Skip(1))
        {
            if (!window.Ahead(4).SequenceEqual("fLaC"u8) || FlacInfo.From(window.Ahead(FlacInfo.Length)) is not { } found)
                continue;
            (info, before) = (found, before + claimed);
            claimed = (double)found.SampleCount / found.SampleRate;
        }
        return info is null ? default : new(before + EndOfLastFrame(stream, info, token), before + claimed);
    }

    private static double EndOfLastFrame(Stream stream, FlacInfo info, CancellationToken token)
    {
        stream.Position = Math.Max(0, stream.Length - FlacEnd);
        ByteWindow window = new(stream, token);
        var end = 0L;
        for (; window.MoveTo(0xFF); window.Skip(1))
            if (FlacHeader.TryRead(window.Ahead(FlacHeader.MaxLength), info, out var header)
                && (header.SampleRate, header.ChannelCount, header.BitCount) == (info.SampleRate, info.ChannelCount, info.BitCount))
                end = header.FirstSample + header.SampleCount;
        return (double)end / info.SampleRate;
    }
}
