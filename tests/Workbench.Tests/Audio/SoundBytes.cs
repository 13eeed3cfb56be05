using System.Buffers.Binary;
using System.Text;

namespace Workbench.Tests.Audio;

/// <summary>Files of uncompressed sound made byte by byte, with headers that may lie.</summary>
internal static class SoundBytes
{
    /// <summary>Values that every encoding from 8 bits up holds exactly.</summary>
    public static readonly float[] Exact = [0, 0.5f, -0.5f, 0.25f, -1, 127 / 128f, -1 / 128f];

    /// <summary>The samples of channel c are <see cref="Exact"/>, turned by c places.</summary>
    public static float[] Channel(int c) => [.. Exact[(c % Exact.Length)..], .. Exact[..(c % Exact.Length)]];

    public static byte[] Samples(int channels, int bytes, bool isFloat = false, bool isBigEndian = false, bool isUnsigned = false)
    {
        using var stream = new MemoryStream();
        for (var i = 0; i < Exact.Length; i++)
            for (var c = 0; c < channels; c++)
                stream.Write(Sample(Channel(c)[i], bytes, isFloat, isBigEndian, isUnsigned));
        return stream.ToArray();
    }

    public static byte[] Wav(byte[] data, int channels = 1, int sampleRate = 44100, int bits = 16, int code = 1, bool isExtensible = false,
        int? blockAlign = null, uint? dataLength = null, uint? riffLength = null, byte[]? before = null,
        byte[]? after = null, string form = "RIFF")
    {
        var align = (ushort)(blockAlign ?? channels * ((bits + 7) / 8));
        byte[] format =
        [
            .. Le16(isExtensible ? 0xFFFE : code),
            .. Le16(channels),
            .. Le32((uint)sampleRate),
            .. Le32((uint)(sampleRate * align)),
            .. Le16(align),
            .. Le16(bits),
        ];
        if (isExtensible)
            format =
            [
                .. format, .. Le16(22), .. Le16(bits), .. Le32(0), .. Le16(code), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38,
                0x9B, 0x71,
            ];
        byte[] body =
        [
            .. "WAVE"u8,
            .. before ?? [],
            .. Chunk("fmt ", format),
            .. "data"u8,
            .. Le32(dataLength ?? (uint)data.Length),
            .. data,
            .. after ?? [],
        ];
        return [.. Encoding.ASCII.GetBytes(form), .. Le32(riffLength ?? (uint)body.Length), .. body];
    }

    public static byte[] Aiff(byte[] data, int channels, int bits, string? encoding = null, bool isSoundFirst = false)
    {
        // 44,100 Hz as an 80-bit float: 2^15 * 1.345...
        byte[] common =
            [.. Be16(channels), .. Be32((uint)SoundBytes.Exact.Length), .. Be16(bits), 0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0];
        if (encoding is not null)
            common = [.. common, .. Encoding.ASCII.GetBytes(encoding), 0, 0];
        byte[] first = BeChunk("COMM", common), second = BeChunk("SSND", [.. Be32(0), .. Be32(0), .. data]);
        byte[] body =
        [
            .. Encoding.ASCII.GetBytes(encoding is null ? "AIFF" : "AIFC"),
            .. isSoundFirst ? second : first,
            .. isSoundFirst ? first : second,
        ];
        return [.. "FORM"u8, .. Be32((uint)body.Length), .. body];
    }

    public static byte[] Au(byte[] data, int channels, int encoding, int sampleRate = 22050, uint? length = null, uint offset = 28) =>
        [.. ".snd"u8, .. Be32(offset), .. Be32(length ?? (uint)data.Length), .. Be32((uint)encoding), .. Be32((uint)sampleRate),
            .. Be32((uint)channels), 0, 0, 0, 0, .. data];

    public static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. Le32((uint)content.Length), .. content, .. new byte[content.Length % 2]];

    public static byte[] BeChunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. Be32((uint)content.Length), .. content, .. new byte[content.Length % 2]];

    public static byte[] Le16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] Le32(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    public static byte[] Be16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Be32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Sample(float value, int bytes, bool isFloat, bool isBigEndian, bool isUnsigned)
    {
        var result = new byte[8];
        if (isFloat && bytes == 4)
            BinaryPrimitives.WriteSingleLittleEndian(result, value);
        else if (isFloat)
            BinaryPrimitives.WriteDoubleLittleEndian(result, value);
        else
            BinaryPrimitives.WriteInt64LittleEndian(result, (long)(value * Math.ScaleB(1, 8 * bytes - 1)) + (isUnsigned ? 128 : 0));
        result = result[..bytes];
        if (isBigEndian)
            Array.Reverse(result);
        return result;
    }
}
