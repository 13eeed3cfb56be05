using System.Buffers.Binary;
using System.IO.Compression;
using Workbench.Figures;

namespace Workbench.Tests.Figures;

public class PngFileTests
{
    // An independent reader: chunks, their checksums, and the inflated rows.
    private static Dictionary<string, byte[]> Read(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 4, 4 + length);
            Assert.Equal(SlowCrc(body), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks[System.Text.Encoding.ASCII.GetString(body[..4])] = body[4..].ToArray();
            at += 12 + length;
        }
        return chunks;
    }

    // CRC-32 by its definition, bit by bit.
    private static uint SlowCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }

    [Fact]
    public void The_checksum_is_CRC_32() => Assert.Equal(0xCBF43926u, PngFile.Crc("123456789"u8)); // the check value of the CRC catalogue

    [Fact]
    public void An_image_survives_decoding()
    {
        byte[] pixels = [0, 1, 2, 2, 1, 0];
        var chunks = Read(PngFile.Encode(pixels, 3, [(1, 2, 3, 255), (4, 5, 6, 255), (0, 0, 0, 0)]));
        Assert.Equal(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"], chunks.Keys);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0], chunks["IHDR"]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 0, 0], chunks["PLTE"]);
        Assert.Equal([255, 255, 0], chunks["tRNS"]);
        using var inflated = new MemoryStream();
        new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress).CopyTo(inflated);
        Assert.Equal([0, 0, 1, 2, 0, 2, 1, 0], inflated.ToArray()); // each row starts with its filter, none
    }

    [Fact]
    public void A_heat_map_has_row_0_at_the_bottom_and_NaN_transparent()
    {
        var heatmap = new HeatmapTrace("z", new[,] { { 0.0, double.NaN }, { 1.0, 0.5 } });
        using var inflated = new MemoryStream();
        new ZLibStream(new MemoryStream(Read(HeatmapImage.Encode(heatmap, flip: false))["IDAT"]), CompressionMode.Decompress)
            .CopyTo(inflated);
        Assert.Equal([0, 254, 127, 0, 0, 255], inflated.ToArray());
    }

    [Fact]
    public void Shrinking_averages_and_skips_NaN()
    {
        var values = new double[1, 2 * HeatmapImage.MaxColumns];
        for (var i = 0; i < values.Length; i++)
            values[0, i] = i % 2 == 0 ? i : double.NaN;
        values[0, 1] = 4;
        var small = HeatmapImage.Shrink(values);
        Assert.Equal(HeatmapImage.MaxColumns, small.Length);
        Assert.Equal((2.0, 2.0), (small[0, 0], small[0, 1]));
    }
}
