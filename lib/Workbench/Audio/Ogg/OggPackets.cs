using System.Buffers;

namespace Workbench.Audio.Ogg;

/// <summary>
/// The packets of an Ogg file's sound: of one stream after the other where several are chained, and of the first one where others, of
/// video for instance, run beside it.
/// </summary>
/// <param name="stream">Seekable, at its first byte.</param>
/// <param name="token">Stops the reading.</param>
internal sealed class OggPackets(Stream stream, CancellationToken token)
{
    /// <summary>The largest setup of Vorbis has a few hundred kilobytes.</summary>
    private const int LargestPacket = 1 << 24;

    private readonly OggPages pages = new(stream, token);
    private readonly ArrayBufferWriter<byte> packet = new();
    private uint? serial;
    private int lace, offset;
    private bool hasPage, hasSound, isAtStart, isPacketDone;

    /// <summary>The packet at hand, until the next one.</summary>
    public ReadOnlySpan<byte> Packet => packet.WrittenSpan;

    /// <summary>Where the page on which the packet ends brings the stream, in samples.</summary>
    public long PageGranule => pages.Granule;

    /// <summary>Whether the packet is the last one that ends on its page.</summary>
    public bool IsLastOfPage => !pages.Laces[lace..].ContainsAnyExcept((byte)255);

    /// <summary>Whether the stream ends with the page.</summary>
    public bool IsLastPage => pages.IsLast;

    /// <summary>Whether the sound of a stream begins with this packet, in a codec that is known here.</summary>
    private static bool IsKnown(ReadOnlySpan<byte> body) => body.StartsWith("\u0001vorbis"u8) || body.StartsWith("OpusHead"u8);

    /// <summary>Goes to the first packet of the next stream of sound; false where there is none.</summary>
    public bool MoveToStream()
    {
        while (!isAtStart)
            if (!MoveToPage())
                return false;
        isAtStart = hasSound = false;
        serial = pages.Serial;
        return MoveNext();
    }

    /// <summary>Goes to the stream's next packet; false at its end.</summary>
    public bool MoveNext()
    {
        if (isPacketDone)
            packet.ResetWrittenCount();
        isPacketDone = false;
        while (!isAtStart && (hasPage && lace < pages.Laces.Length || MoveToPage()))
        {
            if (isAtStart)
                break;
            while (lace < pages.Laces.Length)
            {
                var length = pages.Laces[lace++];
                if (packet.WrittenCount <= LargestPacket)
                    packet.Write(pages.Body.Slice(offset, length));
                offset += length;
                if (length < 255)
                    return isPacketDone = true;
            }
        }
        return false;
    }

    /// <summary>Goes to the next page of the stream at hand, or to the first one of the next stream.</summary>
    private bool MoveToPage()
    {
        while (hasPage = pages.MoveNext())
        {
            (lace, offset) = (0, 0);
            if (pages.IsFirst)
            {
                // All streams that run side by side begin before any of them goes on.
                isAtStart = IsKnown(pages.Body) && (serial is null || hasSound);
                if (isAtStart)
                {
                    packet.ResetWrittenCount();
                    return true;
                }
            }
            else if (pages.Serial == serial)
            {
                hasSound = true;
                if (!pages.IsContinued)
                    packet.ResetWrittenCount();
                else if (packet.WrittenCount == 0)
                    PassOver();
                return true;
            }
        }
        return false;
    }

    /// <summary>Passes over the rest of a packet whose beginning is lost.</summary>
    private void PassOver()
    {
        while (lace < pages.Laces.Length)
        {
            var length = pages.Laces[lace++];
            offset += length;
            if (length < 255)
                return;
        }
    }
}
