using System.Buffers.Binary;

namespace Workbench.Foundation;

/// <summary>
/// A message of Protocol Buffers, field by field, as <see cref="ProtocolMessage"/> writes it. Nothing of it is trusted: what it holds lies
/// within the bytes given, and is not copied.
/// </summary>
/// <param name="message">The message.</param>
internal ref struct ProtocolReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> rest = message;

    /// <summary>Number of the latest field.</summary>
    public int Field { get; private set; }

    /// <summary>How it is written.</summary>
    public WireType Type { get; private set; }

    /// <summary>Its value, where it is a <see cref="WireType.Varint"/>.</summary>
    public long Number { get; private set; }

    /// <summary>Its bytes, where it has a length, or four or eight of them.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Its value, where it is a float32.</summary>
    public readonly float Single => BinaryPrimitives.ReadSingleLittleEndian(Bytes);

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public bool Next()
    {
        if (rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        (Field, Type) = ((int)(tag >> 3), (WireType)(tag & 7));
        Number = Type == WireType.Varint ? (long)ReadVarint() : 0;
        Bytes = Type switch
        {
            WireType.Varint => default,
            WireType.EightBytes => Take(8),
            WireType.FourBytes => Take(4),
            WireType.LengthDelimited => Take(ReadVarint()),
            _ => throw new InvalidDataException($"a field is written in the way {(int)Type}, which there is not"),
        };
        return true;
    }

    /// <summary>The whole numbers of a repeated field: one of them, or several that are packed.</summary>
    public readonly long[] Numbers()
    {
        if (Type == WireType.Varint)
            return [Number];
        var packed = new ProtocolReader(Bytes);
        var numbers = new List<long>();
        while (!packed.rest.IsEmpty)
            numbers.Add((long)packed.ReadVarint());
        return [.. numbers];
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw new InvalidDataException($"a field is said to have {count} bytes, and {rest.Length} follow");
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("a whole number has more than ten bytes");
    }
}
