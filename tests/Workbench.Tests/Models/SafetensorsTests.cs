using System.Buffers.Binary;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Models;

public class SafetensorsTests
{
    private static readonly byte[] OneToThree = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40]; // IEEE 754, little-endian

    [Fact]
    public void A_file_made_by_hand_is_read()
    {
        var file = SafetensorsFile.Of(
            """
            {"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]},
            "a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}
            """, OneToThree);
        var tensors = Safetensors.Read(new MemoryStream(file));
        Assert.Equal(["a", "b"], tensors.Select(t => t.Name));
        Assert.Equal([1, 2], tensors[0].Shape);
        Assert.Equal([1f, 2f], tensors[0].Values.ToArray());
        Assert.Empty(tensors[1].Shape);
        Assert.Equal([3f], tensors[1].Values.ToArray());
    }

    [Fact]
    public void What_is_written_is_the_format_byte_for_byte()
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, [new("a", [1, 2], [1, 2]), new("b", [1], [3])]);
        // The checksum is that of xxhsum 0.8.1; spaces make the length of the header a multiple of 8.
        Assert.Equal(
            SafetensorsFile.Of("""
                {"__metadata__":{"xxh3":"7977fbb9ac817d62"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
                """ + """
                "b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}       
                """, OneToThree), stream.ToArray());
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(stream.ToArray()) % 8);
    }

    [Fact]
    public void Values_that_are_not_those_that_were_written_are_refused_and_what_the_file_says_is_told()
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, [new("a", [3], [1, 2, 3])], new Dictionary<string, string> { ["of"] = "me" });
        var file = stream.ToArray();
        Safetensors.Read(new MemoryStream(file), out var metadata);
        Assert.Equal("me", metadata["of"]);
        for (var place = file.Length - OneToThree.Length; place < file.Length; place++)
        {
            var damaged = file.ToArray();
            damaged[place] ^= 16;
            Assert.Contains("its values have the checksum ",
                Assert.Throws<WorkbenchException>(() => Safetensors.Read(new MemoryStream(damaged))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_tensors_survive_the_round_trip()
    {
        var rng = new Random(5);
        for (var trial = 0; trial < 20; trial++)
        {
            var tensors = Enumerable.Range(0, rng.Next(5)).Select(i =>
            {
                int[] shape = [.. Enumerable.Range(0, rng.Next(4)).Select(_ => rng.Next(4))];
                float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b))
                    .Select(_ => BitConverter.Int32BitsToSingle(rng.Next()))];
                return new Tensor($"\"näme\" {i}", [.. shape], values);
            }).ToList();
            var stream = new MemoryStream();
            Safetensors.Write(stream, tensors);
            stream.Position = 0;
            var read = Safetensors.Read(stream);
            Assert.Equal(tensors.Count, read.Length);
            foreach (var (written, back) in tensors.Zip(read))
            {
                Assert.Equal(written.Name, back.Name);
                Assert.Equal(written.Shape, back.Shape);
                Assert.Equal(written.Values.ToArray().Select(BitConverter.SingleToInt32Bits),
                    back.Values.ToArray().Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Theory]
    [InlineData("""[]""", "its header is a JSON Array")]
    [InlineData("""{"a":""", "its header is not JSON")]
    [InlineData("""{"a":1}""", "tensor a lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3]}}""", "tensor a lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}""", "tensor a lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":["3"],"data_offsets":[0,12]}}""", "tensor a lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12,24]}}""", "tensor a lacks")]
    [InlineData("""{"a":{"dtype":"F16","shape":[6],"data_offsets":[0,12]}}""", "tensor a is of type F16; convert it to F32")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", "has the shape [2], but its values take bytes 0 to 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}""", "has the shape [3], but its values take bytes 12 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}""", "has the shape [4294967296")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "tensor a ends at byte 16, but there are 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "8 bytes follow the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
        "tensor b begins at byte 8, but the values before it end at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""",
        "tensor b begins at byte 4, but the values before it end at 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""",
        "its header is not JSON")]
    public void A_damaged_header_is_refused_with_what_is_wrong(string header, string message)
    {
        var error = Assert.Throws<WorkbenchException>(() => Safetensors.Read(new MemoryStream(SafetensorsFile.Of(header, OneToThree))));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_too_early_is_refused()
    {
        Assert.Contains("it has 3 bytes", Assert.Throws<WorkbenchException>(() => Safetensors.Read(new MemoryStream(new byte[3]))).Message,
            StringComparison.Ordinal);
        var error = Assert.Throws<WorkbenchException>(() =>
            Safetensors.Read(new MemoryStream([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1])));
        Assert.Contains("18446744073709551615 bytes, and 1 follow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_taken_once() =>
        Assert.Contains("__metadata__",
            Assert.Throws<ArgumentException>(() => Safetensors.Write(new MemoryStream(), [new("__metadata__", [], [1])])).Message,
            StringComparison.Ordinal);
}
