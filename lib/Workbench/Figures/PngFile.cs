using System.Buffers.Binary;
using System.IO.Compression;

namespace Workbench.Figures;

/// <summary>Writes PNG images of at most 256 colours (PNG specification, third edition, W3C 2025).</summary>
internal static class PngFile
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>Encodes an image with a palette.</summary>
    /// <param name="pixels">Palette indices, <c>[height, width]</c>, top row first.</param>
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="palette">1 to 256 colours with their opacity (0 to 255).</param>
    /// <remarks>
    /// The pixels are stored, not deflated: a spectrogram would shrink by little, and compressors differ from machine to machine
    /// where the same figure should give the same bytes.
    /// </remarks>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> palette)
    {
        var height = pixels.Length / width;
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits a pixel
        header[9] = 3; // palette
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "PLTE"u8, [.. palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue })]);
        WriteChunk(file, "tRNS"u8, [.. palette.Select(c => c.Alpha)]);

        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.NoCompression, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0); // no filter
                zlib.Write(pixels.Slice(row * width, width));
            }
        }
        WriteChunk(file, "IDAT"u8, data.ToArray());
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    /// <summary>The checksum of a chunk's type and data: CRC-32 (ISO 3309).</summary>
    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF_FFFFu;
        foreach (var value in bytes)
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 1 ? 0xEDB8_8320u ^ (value >> 1) : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
