using Workbench.Foundation;

namespace Workbench.Tests.Foundation;

public class ProtocolReaderTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var bytes = new ProtocolMessage().Number(1, long.MinValue).Single(2, -1.5f).Text(300, "é")
            .Message(4, new ProtocolMessage().Number(5, 127).Number(5, 128)).ToArray();
        var reader = new ProtocolReader(bytes);
        Assert.True(reader.Next() && reader is { Field: 1, Type: WireType.Varint, Number: long.MinValue });
        Assert.True(reader.Next() && reader is { Field: 2, Type: WireType.FourBytes, Single: -1.5f });
        Assert.True(reader.Next() && reader.Field == 300 && reader.Bytes.SequenceEqual("é"u8));
        Assert.True(reader.Next() && reader.Field == 4);
        var inner = new ProtocolReader(reader.Bytes);
        Assert.True(inner.Next() && inner.Numbers() is [127]);
        Assert.True(inner.Next() && inner.Numbers() is [128]);
        Assert.False(inner.Next() || reader.Next());
    }

    [Fact]
    public void Packed_numbers_are_read()
    {
        var reader = new ProtocolReader([0x0a, 3, 1, 0x80, 1]); // protobuf.dev: field 1, three bytes, 1 and 128
        Assert.True(reader.Next());
        Assert.Equal([1, 128], reader.Numbers());
    }

    [Theory]
    [InlineData(new byte[] { 0x0a, 5, 1 }, "a field is said to have 5 bytes, and 1 follow")]
    [InlineData(new byte[] { 0x0a, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1 }, "18446744073709551615 bytes")]
    [InlineData(new byte[] { 0x80 }, "a field is said to have 1 bytes, and 0 follow")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1 }, "more than ten bytes")]
    [InlineData(new byte[] { 0x0b }, "written in the way 3")]
    public void What_is_no_message_is_refused(byte[] bytes, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new ProtocolReader(bytes);
            while (reader.Next())
            {
            }
        });
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
