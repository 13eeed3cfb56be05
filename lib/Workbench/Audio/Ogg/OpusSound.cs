using System.Buffers.Binary;
using Concentus;

namespace Workbench.Audio.Ogg;

/// <summary>A stream of Opus (RFC 7845), which Concentus decodes, at 48,000 Hz.</summary>
internal sealed class OpusSound : IOggSound
{
    /// <summary>120 ms, the longest packet.</summary>
    private const int LongestPacket = 5760;

    private readonly OggPackets packets;
    private readonly IOpusDecoder? decoder;
    private readonly IOpusMultiStreamDecoder? multiDecoder;
    private readonly float[] block;
    private readonly float gain;
    private readonly int skip;
    private long decoded, origin = long.MinValue;

    static OpusSound() => OpusCodecFactory.AttemptToUseNativeLibrary = false;

    /// <param name="packets">Stands at the stream's first packet.</param>
    /// <exception cref="InvalidDataException">That is no head of Opus.</exception>
    public OpusSound(OggPackets packets)
    {
        this.packets = packets;
        var head = packets.Packet;
        if (head.Length < 19 || head[9] == 0 || head[18] > 0 && head.Length < 21 + head[9] || head[18] == 0 && head[9] > 2)
            throw new InvalidDataException("the head of the Opus stream is damaged");
        ChannelCount = head[9];
        skip = BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);
        gain = MathF.Pow(10, BinaryPrimitives.ReadInt16LittleEndian(head[16..]) / (20 * 256f)); // in 256ths of a decibel
        block = new float[LongestPacket * ChannelCount];
        if (head[18] == 0)
            decoder = OpusCodecFactory.CreateDecoder(SampleRate, ChannelCount);
        else
            multiDecoder = OpusCodecFactory.CreateMultiStreamDecoder(SampleRate, ChannelCount, head[19], head[20],
                head.Slice(21, ChannelCount).ToArray());
        packets.MoveNext(); // the tags
    }

    public int SampleRate => 48_000;

    public int ChannelCount { get; }

    public ReadOnlySpan<float> Read()
    {
        while (packets.MoveNext())
        {
            var count = decoder?.Decode(packets.Packet, block, LongestPacket, false)
                ?? multiDecoder!.DecodeMultistream(packets.Packet, block, LongestPacket, false);
            var from = (int)Math.Clamp(skip - decoded, 0, count);
            decoded += count;
            if (packets.IsLastOfPage && origin == long.MinValue && !packets.IsLastPage && packets.PageGranule >= 0)
                origin = Math.Max(0, packets.PageGranule - decoded);
            // The last page may say that the stream ends before its last packets do.
            var end = packets.IsLastPage && packets.PageGranule >= 0 ? packets.PageGranule - Math.Max(0, origin) : long.MaxValue;
            var to = count - (int)Math.Clamp(decoded - end, 0, count - from);
            if (to == from)
                continue;
            var samples = block.AsSpan(from * ChannelCount, (to - from) * ChannelCount);
            if (gain != 1)
                foreach (ref var sample in samples)
                    sample *= gain;
            return samples;
        }
        return [];
    }

    public void Dispose()
    {
        decoder?.Dispose();
        multiDecoder?.Dispose();
    }
}
