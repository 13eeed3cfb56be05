using System.Buffers.Binary;

namespace Workbench.Audio;

/// <summary>The headers of MPEG audio frames (ISO 11172-3, 13818-3, and the lower sample rates of MPEG 2.5).</summary>
internal static class MpegFrame
{
    public const int HeaderLength = 4;

    /// <summary>What two frames of one stream have in common: sync, version, layer, sample rate.</summary>
    private const uint Common = 0xFFFE0C00;

    // kbit/s by index: layers I, II, III of MPEG 1, then layer I and layers II and III of MPEG 2.
    private static readonly int[][] BitRates =
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    private static readonly int[] SampleRates = [44100, 48000, 32000];

    /// <summary>Eleven sync bits; version, layer, bit rate and sample rate are not reserved.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> h) => h.Length >= HeaderLength && h[0] == 0xFF && (h[1] & 0xE0) == 0xE0
        && (h[1] & 0x18) != 0x08 && (h[1] & 0x06) != 0 && (h[2] & 0xF0) != 0xF0 && (h[2] & 0x0C) != 0x0C;

    /// <summary>Whether a frame begins here which others of its kind follow.</summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="count">Frames that must begin one behind the other.</param>
    public static bool AreConsecutive(ReadOnlySpan<byte> bytes, int count)
    {
        uint? kind = null;
        for (var left = count; left > 0; left--)
        {
            if (!IsHeader(bytes) || (BinaryPrimitives.ReadUInt32BigEndian(bytes) & Common) is var found && found != (kind ??= found))
                return false;
            var length = LengthOf(bytes);
            if (length == 0 || length > bytes.Length && left > 1)
                return false;
            bytes = bytes[Math.Min(length, bytes.Length)..];
        }
        return true;
    }

    /// <summary>Bytes of a frame with its header; 0 where the bit rate is "free", so that it is not known.</summary>
    private static int LengthOf(ReadOnlySpan<byte> header)
    {
        var (version, layer) = (header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3)); // version: 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
        var bitRate = 1000 * BitRates[version == 3 ? layer - 1 : layer == 1 ? 3 : 4][header[2] >> 4];
        var sampleRate = SampleRates[header[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        var padding = header[2] >> 1 & 1;
        return layer == 1
            ? (12 * bitRate / sampleRate + padding) * 4
            : (layer == 3 && version != 3 ? 72 : 144) * bitRate / sampleRate + (bitRate > 0 ? padding : 0);
    }
}
