using NLayer;

namespace Workbench.Audio.Mpeg;

/// <summary>The four bytes that a frame of MPEG audio begins with (ISO/IEC 11172-3 and 13818-3, and version 2.5).</summary>
/// <param name="Bits">The bytes, the first one highest.</param>
internal readonly record struct MpegHeader(uint Bits)
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 4;

    /// <summary>In kbit/s, by index; version 1 by layer, then versions 2 and 2.5 for layer I, and for II and III.</summary>
    private static readonly int[][] BitRates =
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    private static readonly int[] SampleRates = [44_100, 48_000, 32_000];

    /// <summary>Whether this is a header: all sync bits and no reserved value.</summary>
    public bool IsHeader => Bits >> 21 == 0x7FF && (Bits >> 19 & 3) != 1 && (Bits >> 17 & 3) != 0 && BitRateIndex < 15
        && SampleRateIndex < 3;

    /// <summary>Whether it is a header with a stated bit rate ("free format" is left to other decoders).</summary>
    public bool IsValid => IsHeader && BitRateIndex > 0;

    /// <summary>1, 2 or 2.5.</summary>
    public MpegVersion Version => (Bits >> 19 & 3) switch
    {
        3 => MpegVersion.Version1,
        2 => MpegVersion.Version2,
        _ => MpegVersion.Version25,
    };

    /// <summary>I, II or III.</summary>
    public MpegLayer Layer => (Bits >> 17 & 3) switch
    {
        3 => MpegLayer.LayerI,
        2 => MpegLayer.LayerII,
        _ => MpegLayer.LayerIII,
    };

    public bool HasCrc => (Bits >> 16 & 1) == 0;

    public int BitRateIndex => (int)(Bits >> 12 & 15);

    public int SampleRateIndex => (int)(Bits >> 10 & 3);

    public MpegChannelMode ChannelMode => (MpegChannelMode)(Bits >> 6 & 3);

    public int ChannelModeExtension => (int)(Bits >> 4 & 3);

    public bool IsCopyrighted => (Bits & 8) != 0;

    public int ChannelCount => ChannelMode == MpegChannelMode.Mono ? 1 : 2;

    private bool IsVersion1 => Version == MpegVersion.Version1;

    /// <summary>In bit/s.</summary>
    public int BitRate => 1000 * BitRates[IsVersion1 ? (int)Layer - 1 : Layer == MpegLayer.LayerI ? 3 : 4][BitRateIndex];

    /// <summary>In Hz.</summary>
    public int SampleRate => SampleRates[SampleRateIndex] / (IsVersion1 ? 1 : Version == MpegVersion.Version2 ? 2 : 4);

    /// <summary>Samples a channel.</summary>
    public int SampleCount => Layer == MpegLayer.LayerI ? 384 : Layer == MpegLayer.LayerIII && !IsVersion1 ? 576 : 1152;

    /// <summary>Bytes of the frame, the header among them.</summary>
    public int FrameLength => Layer == MpegLayer.LayerI
        ? (12 * BitRate / SampleRate + Padding) * 4
        : SampleCount / 8 * BitRate / SampleRate + Padding;

    /// <summary>Bytes from the frame's start to its sound, in layer III: header, checksum, side information.</summary>
    public int SideEnd => Length + (IsVersion1 ? ChannelCount == 1 ? 17 : 32 : ChannelCount == 1 ? 9 : 17);

    private int Padding => (int)(Bits >> 9 & 1);

    /// <summary>Whether two frames can follow each other in one stream.</summary>
    public bool Continues(MpegHeader other) => ((Bits ^ other.Bits) & 0xFFFE0C00) == 0;
}
