using System.Buffers.Binary;
using System.Numerics;

namespace Workbench.Audio.Flac;

/// <summary>Reads numbers of any number of bits, the highest first.</summary>
/// <param name="bytes">From where; beyond their end are zeros, and <see cref="IsBeyondEnd"/> tells.</param>
internal ref struct FlacBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private long position;

    /// <summary>Whether more was read than is there.</summary>
    public readonly bool IsBeyondEnd => position > 8L * bytes.Length;

    /// <summary>Whole bytes that were read, a last one in part among them.</summary>
    public readonly int ByteCount => (int)(position + 7 >> 3);

    /// <summary>An unsigned number of 0 to 57 bits.</summary>
    public ulong Read(int count)
    {
        if (count == 0)
            return 0;
        var value = Window() >> 64 - count;
        position += count;
        return value;
    }

    /// <summary>A signed number of 0 to 57 bits.</summary>
    public long ReadSigned(int count) => count == 0 ? 0 : (long)(Read(count) << 64 - count) >> 64 - count;

    /// <summary>The number of zeros before the next one.</summary>
    public uint ReadUnary()
    {
        var zeros = 0u;
        while (!IsBeyondEnd)
        {
            var window = Window();
            if (window != 0)
            {
                var count = BitOperations.LeadingZeroCount(window);
                position += count + 1;
                return zeros + (uint)count;
            }
            zeros += 57;
            position += 57;
        }
        return zeros;
    }

    /// <summary>The next 57 bits, at least, at the top.</summary>
    private readonly ulong Window()
    {
        var at = (int)(position >> 3);
        if (at + 8 <= bytes.Length)
            return BinaryPrimitives.ReadUInt64BigEndian(bytes[at..]) << (int)(position & 7);
        var window = 0UL;
        for (var i = 0; i < 8 && at + i < bytes.Length; i++)
            window |= (ulong)bytes[at + i] << 56 - 8 * i;
        return window << (int)(position & 7);
    }
}
