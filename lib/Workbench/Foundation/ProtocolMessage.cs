using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Workbench.Foundation;

/// <summary>
/// A message of Protocol Buffers as it is written (protobuf.dev/programming-guides/encoding): whole numbers as varints, float32, and
/// what has a length. As <c>onnx.proto</c> has it, which is proto2, repeated numbers are not packed. <see cref="ProtocolReader"/> reads it.
/// </summary>
internal sealed class ProtocolMessage
{
    private readonly ArrayBufferWriter<byte> content = new();

    /// <summary>Writes a whole number.</summary>
    public ProtocolMessage Number(int field, long value)
    {
        WriteTag(field, WireType.Varint);
        WriteVarint((ulong)value);
        return this;
    }

    /// <summary>Writes whole numbers, each for itself.</summary>
    public ProtocolMessage Numbers(int field, IEnumerable<long> values)
    {
        foreach (var value in values)
            Number(field, value);
        return this;
    }

    /// <summary>Writes a float32.</summary>
    public ProtocolMessage Single(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        WriteTag(field, WireType.FourBytes);
        content.Write(bytes);
        return this;
    }

    /// <summary>Writes a text in UTF-8.</summary>
    public ProtocolMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a message inside this one; what is added to it later is not written.</summary>
    public ProtocolMessage Message(int field, ProtocolMessage value) =>
        Bytes(field, value.content.WrittenSpan);

    /// <summary>Writes bytes.</summary>
    public ProtocolMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, WireType.LengthDelimited);
        WriteVarint((ulong)value.Length);
        content.Write(value);
        return this;
    }

    /// <summary>The message.</summary>
    public byte[] ToArray() => content.WrittenSpan.ToArray();

    private void WriteTag(int field, WireType type) => WriteVarint((ulong)(field << 3 | (int)type));

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            content.Write([(byte)(value | 0x80)]);
        content.Write([(byte)value]);
    }
}
