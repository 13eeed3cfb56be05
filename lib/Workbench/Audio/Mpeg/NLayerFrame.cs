using NLayer;

namespace Workbench.Audio.Mpeg;

/// <summary>A frame as NLayer's decoder reads it.</summary>
internal sealed class NLayerFrame : IMpegFrame
{
    private readonly byte[] bytes = new byte[4096];
    private MpegHeader header;
    private int bitPosition;

    public int SampleRate => header.SampleRate;

    public int SampleRateIndex => header.SampleRateIndex;

    public int FrameLength => header.FrameLength;

    public int BitRate => header.BitRate;

    public MpegVersion Version => header.Version;

    public MpegLayer Layer => header.Layer;

    public MpegChannelMode ChannelMode => header.ChannelMode;

    public int ChannelModeExtension => header.ChannelModeExtension;

    public int SampleCount => header.SampleCount;

    public int BitRateIndex => header.BitRateIndex;

    public bool IsCopyrighted => header.IsCopyrighted;

    public bool HasCrc => header.HasCrc;

    public bool IsCorrupted => false;

    /// <summary>Goes on to another frame.</summary>
    public void Load(MpegHeader next, ReadOnlySpan<byte> frame)
    {
        header = next;
        frame.CopyTo(bytes);
    }

    public void Reset() => bitPosition = 8 * (MpegHeader.Length + (header.HasCrc ? 2 : 0));

    public int ReadBits(int bitCount)
    {
        if (bitPosition + bitCount > 8 * header.FrameLength)
            return -1;
        if (bitCount == 8 && bitPosition % 8 == 0)
            return bytes[(bitPosition += 8) / 8 - 1];
        var value = 0;
        while (bitCount > 0)
        {
            var (at, free) = (bitPosition >> 3, 8 - (bitPosition & 7));
            var taken = Math.Min(free, bitCount);
            value = value << taken | bytes[at] >> free - taken & (1 << taken) - 1;
            bitPosition += taken;
            bitCount -= taken;
        }
        return value;
    }
}
