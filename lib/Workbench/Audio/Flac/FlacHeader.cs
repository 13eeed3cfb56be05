namespace Workbench.Audio.Flac;

/// <summary>The head of a frame (RFC 9639, section 9.1).</summary>
/// <param name="Length">Bytes of the head.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="ChannelCount">1 to 8.</param>
/// <param name="Stereo">0 for channels as they are; 8, 9, 10 for left and side, side and right, middle and side.</param>
/// <param name="BitCount">Bits of a sample.</param>
/// <param name="SampleCount">Samples a channel.</param>
/// <param name="FirstSample">Where the frame stands in its recording.</param>
internal readonly record struct FlacHeader(int Length, int SampleRate, int ChannelCount, int Stereo, int BitCount, int SampleCount,
    long FirstSample)
{
    /// <summary>The longest head.</summary>
    public const int MaxLength = 16;

    private static readonly int[] SampleRates = [88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];
    private static readonly int[] BitCounts = [8, 12, 0, 16, 20, 24, 32];

    /// <summary>
    /// Bytes that a frame takes at most: eight a sample, where samples written out, the form that is always there, take up to four.
    /// </summary>
    public int LongestFrame => Length + 8 * ChannelCount * (SampleCount + 16);

    /// <summary>Reads the head that begins here, if one does: sync, no reserved value, and the right checksum.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, FlacInfo info, out FlacHeader header)
    {
        header = default;
        if (bytes.Length < 6 || bytes[0] != 0xFF || (bytes[1] & 0xFE) != 0xF8 || (bytes[3] & 1) != 0)
            return false;
        int size = bytes[2] >> 4, rate = bytes[2] & 15, channels = bytes[3] >> 4, bits = bytes[3] >> 1 & 7;
        var at = 4;
        if (size == 0 || rate == 15 || channels > 10 || bits == 3 || !TryReadNumber(bytes, ref at, out var number)
            || bytes.Length < at + 5)
            return false;
        var sampleCount = size switch
        {
            1 => 192,
            < 6 => 576 << size - 2,
            6 => bytes[at++] + 1,
            7 => (bytes[at++] << 8 | bytes[at++]) + 1,
            _ => 256 << size - 8,
        };
        var sampleRate = rate switch
        {
            0 => info.SampleRate,
            < 12 => SampleRates[rate - 1],
            12 => bytes[at++] * 1000,
            13 => bytes[at++] << 8 | bytes[at++],
            _ => 10 * (bytes[at++] << 8 | bytes[at++]),
        };
        if (sampleRate == 0 || FlacChecksum.Crc8(bytes[..at]) != bytes[at])
            return false;
        // Frames of one size are counted, others say their first sample.
        var isCounted = (bytes[1] & 1) == 0;
        header = new(at + 1, sampleRate, channels < 8 ? channels + 1 : 2, channels < 8 ? 0 : channels,
            bits == 0 ? info.BitCount : BitCounts[bits - 1], sampleCount, isCounted ? number * sampleCount : number);
        return true;
    }

    /// <summary>A number in the manner of UTF-8, of up to 36 bits.</summary>
    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, ref int at, out long number)
    {
        var more = int.LeadingZeroCount(~(bytes[at] << 24));
        number = more switch { 0 => bytes[at], > 7 => 0, _ => bytes[at] & (0x7F >> more) };
        at++;
        if (more is 1 or > 7 || bytes.Length < at + more)
            return false;
        for (; more > 1; more--)
        {
            if ((bytes[at] & 0xC0) != 0x80)
                return false;
            number = number << 6 | (uint)(bytes[at++] & 0x3F);
        }
        return true;
    }
}
