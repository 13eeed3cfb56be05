using System.Buffers.Binary;

namespace Workbench.Audio.Mpeg;

/// <summary>
/// Walks from frame to frame of a file of MPEG audio, over tags and whatever else stands between them, to the end. Frames that hold no
/// sound are passed over; they begin a new part.
/// </summary>
/// <param name="stream">Seekable, at its first byte.</param>
/// <param name="token">Stops the walk.</param>
internal sealed class MpegFrames(Stream stream, CancellationToken token)
{
    private readonly ByteWindow window = new(stream, token);
    private readonly List<MpegPart> parts = [];
    private int frameCount;
    private bool isInStep;

    /// <summary>Header of the frame at hand.</summary>
    public MpegHeader Header { get; private set; }

    /// <summary>The frame at hand, header included, until the next one.</summary>
    public ReadOnlySpan<byte> Frame => window.Behind(Header.FrameLength);

    /// <summary>Which part the frame at hand belongs to.</summary>
    public int PartIndex => parts.Count - 1;

    /// <summary>The parts of a stream that stands at its first byte.</summary>
    public static IReadOnlyList<MpegPart> Parts(Stream stream, CancellationToken token)
    {
        MpegFrames frames = new(stream, token);
        while (frames.MoveNext()) { }
        frames.Close();
        return frames.parts;
    }

    /// <summary>Goes to the next frame of sound; false at the end.</summary>
    public bool MoveNext()
    {
        while (window.Ahead(MpegHeader.Length).Length == MpegHeader.Length)
        {
            if (TagLength(0) is > 0 and var tag)
                Skip(tag);
            else if (!TryTakeFrame())
            {
                Skip(1);
                window.MoveTo(0xFF, (byte)'T', (byte)'I', (byte)'A'); // with what frames and tags begin
            }
            else if (MpegPart.FromTag(Header, Frame) is { } part)
                Begin(part);
            else
            {
                if (parts.Count == 0 || !Header.Continues(parts[^1].Header))
                    Begin(new(Header));
                frameCount++;
                return true;
            }
        }
        return false;
    }

    private bool TryTakeFrame()
    {
        var header = HeaderAt(0);
        if (!header.IsValid || !(isInStep && header.Continues(Header) || IsConfirmed(header))
            || window.Ahead(header.FrameLength).Length < header.FrameLength)
            return false;
        (Header, isInStep) = (header, true);
        window.Skip(header.FrameLength);
        return true;
    }

    /// <summary>Whether another frame, a tag or the end follows: four bytes that look like a header are common in pictures.</summary>
    private bool IsConfirmed(MpegHeader header)
    {
        var next = HeaderAt(header.FrameLength);
        return next.IsValid && next.Continues(header) || TagLength(header.FrameLength) > 0 || Ahead(header.FrameLength, 1).IsEmpty;
    }

    private void Begin(MpegPart part)
    {
        Close();
        parts.Add(part);
    }

    private void Close()
    {
        if (parts.Count > 0)
            parts[^1] = parts[^1] with { FrameCount = frameCount };
        frameCount = 0;
    }

    private MpegHeader HeaderAt(int offset) =>
        new(BinaryPrimitives.TryReadUInt32BigEndian(Ahead(offset, MpegHeader.Length), out var bits) ? bits : 0);

    /// <summary>Bytes of the tag (ID3v2, ID3v1, APE) that begins so many bytes ahead; 0 if none does.</summary>
    private int TagLength(int offset)
    {
        var start = Ahead(offset, ApeTag.MarkLength);
        if (start.StartsWith("TAG"u8))
            return 128;
        return Id3Tag.LengthOf(start) is > 0 and var id3 ? id3
            : ApeTag.IsMark(start) ? (int)Math.Clamp(ApeTag.LengthOf(start), ApeTag.MarkLength, 1 << 28) : 0;
    }

    private void Skip(int count)
    {
        isInStep = false;
        window.Skip(count);
    }

    /// <summary>The bytes from so far ahead on, at most so many; fewer at the end.</summary>
    private ReadOnlySpan<byte> Ahead(int offset, int count)
    {
        var bytes = window.Ahead(offset + count);
        return bytes[Math.Min(offset, bytes.Length)..];
    }
}
