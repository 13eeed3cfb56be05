using System.Buffers.Binary;

namespace Workbench.Audio.Flac;

/// <summary>What a FLAC file says of itself (RFC 9639, STREAMINFO).</summary>
/// <param name="SampleRate">In Hz.</param>
/// <param name="ChannelCount">1 to 8.</param>
/// <param name="BitCount">Bits of a sample, 4 to 32.</param>
/// <param name="SampleCount">Samples a channel; 0 where the encoder did not know.</param>
internal sealed record FlacInfo(int SampleRate, int ChannelCount, int BitCount, long SampleCount)
{
    /// <summary>Bytes from the marker to the end of the facts.</summary>
    public const int Length = 8 + 34;

    /// <summary>Reads the beginning of a file; null where that is no FLAC, or names a rate of 0.</summary>
    public static FlacInfo? From(ReadOnlySpan<byte> start)
    {
        if (start.Length < Length || !start.StartsWith("fLaC"u8) || (start[4] & 127) != 0)
            return null;
        var bits = BinaryPrimitives.ReadUInt64BigEndian(start[18..]);
        FlacInfo info = new((int)(bits >> 44), (int)(bits >> 41 & 7) + 1, (int)(bits >> 36 & 31) + 1, (long)(bits & 0xF_FFFF_FFFF));
        return info.SampleRate > 0 && info.BitCount >= 4 ? info : null;
    }
}
