using System.Buffers.Binary;
using Concentus;
using Concentus.Enums;

namespace Workbench.Tests.Audio;

/// <summary>Opus in Ogg, encoded by Concentus, and beginnings of Vorbis.</summary>
internal static class OggBytes
{
    private const int FrameSamples = 960, Skip = 312;

    /// <summary>A stream of sound at 48,000 Hz.</summary>
    /// <param name="mono">The samples.</param>
    /// <param name="serial">Tells streams of one file apart.</param>
    public static byte[] Opus(float[] mono, uint serial = 1)
    {
        OpusCodecFactory.AttemptToUseNativeLibrary = false;
        var encoder = OpusCodecFactory.CreateEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
        List<byte> file =
        [
            .. Page(serial, 0, 0, 2, [.. "OpusHead"u8, 1, 1, Skip & 255, Skip >> 8, .. SoundBytes.Le32(48_000), 0, 0, 0]),
            .. Page(serial, 1, 0, 0, [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0]),
        ];
        var packetCount = (mono.Length + Skip + FrameSamples - 1) / FrameSamples;
        var padded = new float[packetCount * FrameSamples];
        mono.CopyTo(padded, 0);
        var packet = new byte[1500];
        for (var i = 0; i < packetCount; i++)
        {
            var length = encoder.Encode(padded.AsSpan(i * FrameSamples, FrameSamples), FrameSamples, packet, packet.Length);
            var isLast = i == packetCount - 1;
            var granule = isLast ? mono.Length + Skip : (i + 1) * FrameSamples;
            file.AddRange(Page(serial, i + 2, granule, isLast ? 4 : 0, packet[..length]));
        }
        return [.. file];
    }

    /// <summary>The beginning of a stream of Vorbis, up to the packet that sets the decoder up, and that packet.</summary>
    public static byte[] Vorbis(byte[] setup) =>
    [
        .. Page(1, 0, 0, 2, [.. "\u0001vorbis"u8, 0, 0, 0, 0, 2, .. SoundBytes.Le32(44_100), .. new byte[12], 0xB8, 1]),
        .. Page(1, 1, 0, 0, [.. "\u0003vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        .. Page(1, 2, 0, 0, [.. "\u0005vorbis"u8, .. setup]),
    ];

    private static byte[] Page(uint serial, int number, long granule, int flags, byte[] packet)
    {
        byte[] laces = [.. Enumerable.Repeat((byte)255, packet.Length / 255), (byte)(packet.Length % 255)];
        byte[] page =
        [
            .. "OggS"u8, 0, (byte)flags, .. SoundBytes.Le32((uint)granule), 0, 0, 0, 0, .. SoundBytes.Le32(serial),
            .. SoundBytes.Le32((uint)number), 0, 0, 0, 0, (byte)laces.Length, .. laces, .. packet,
        ];
        var crc = 0u;
        foreach (var b in page)
        {
            crc ^= (uint)b << 24;
            for (var bit = 0; bit < 8; bit++)
                crc = crc << 1 ^ ((crc & 0x80000000) != 0 ? 0x04C11DB7u : 0);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), crc);
        return page;
    }
}
