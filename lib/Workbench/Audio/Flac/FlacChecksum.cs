namespace Workbench.Audio.Flac;

/// <summary>The two checksums of a frame.</summary>
internal static class FlacChecksum
{
    private static readonly ushort[] Table8 = Table(8, 0x07), Table16 = Table(16, 0x8005);

    /// <summary>x^8 + x^2 + x + 1, over a head.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var b in bytes)
            crc = Table8[crc ^ b];
        return (byte)crc;
    }

    /// <summary>x^16 + x^15 + x^2 + 1, over a frame.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var b in bytes)
            crc = (crc << 8 ^ Table16[crc >> 8 ^ b]) & 0xFFFF;
        return (ushort)crc;
    }

    private static ushort[] Table(int width, int polynomial)
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i << width - 8;
            for (var bit = 0; bit < 8; bit++)
                value = value << 1 ^ ((value >> width - 1 & 1) != 0 ? polynomial : 0);
            table[i] = (ushort)(value & (1 << width) - 1);
        }
        return table;
    }
}
