using NVorbis.Contracts;

namespace Workbench.Audio.Ogg;

/// <summary>
/// The packet that sets a decoder of Vorbis up, watched while NVorbis reads it: beyond its end zeros would keep NVorbis reading for ever,
/// and a few bits can claim a codebook that fills the memory.
/// </summary>
/// <param name="packet">The packet.</param>
internal sealed class VorbisSetup(IPacket packet) : IPacket
{
    /// <summary>With what a codebook begins.</summary>
    private const ulong BookMark = 0x564342;

    /// <summary>Numbers in all codebooks together; encoders write a few ten thousand.</summary>
    private const ulong MaxNumbers = 1 << 22;

    private int readsSinceMark = int.MaxValue;
    private ulong dimensions, numbers;

    public bool IsResync => packet.IsResync;

    public bool IsShort => packet.IsShort;

    public long? GranulePosition => packet.GranulePosition;

    public bool IsEndOfStream => packet.IsEndOfStream;

    public int BitsRead => packet.BitsRead;

    public int BitsRemaining => packet.BitsRemaining;

    public int ContainerOverheadBits => packet.ContainerOverheadBits;

    public ulong TryPeekBits(int count, out int bitsRead) => packet.TryPeekBits(count, out bitsRead);

    public void SkipBits(int count) => packet.SkipBits(count);

    public void Done() => packet.Done();

    public void Reset() => packet.Reset();

    public ulong ReadBits(int count)
    {
        if (packet.BitsRemaining < count)
            throw new InvalidDataException("the setup of the Vorbis stream is cut off");
        var value = packet.ReadBits(count);
        if (count == 24 && value == BookMark)
            readsSinceMark = 0;
        else if (readsSinceMark < 2 && ++readsSinceMark == 1)
            dimensions = value;
        else if (readsSinceMark == 2)
        {
            readsSinceMark = int.MaxValue;
            numbers += (dimensions + 1) * value;
            if (numbers > MaxNumbers)
                throw new InvalidDataException("the codebooks of the Vorbis stream are larger than any encoder's");
        }
        return value;
    }
}
