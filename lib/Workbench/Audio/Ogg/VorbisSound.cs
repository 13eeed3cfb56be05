using NVorbis;
using NVorbis.Contracts;
using IPacketProvider = NVorbis.Contracts.IPacketProvider;

namespace Workbench.Audio.Ogg;

/// <summary>A stream of Vorbis, which NVorbis decodes.</summary>
internal sealed class VorbisSound : IOggSound
{
    private const int BlockSamples = 4096, MaxChannels = 2;

    private readonly StreamDecoder decoder;
    private readonly float[] block;

    /// <param name="packets">Stands at the stream's first packet.</param>
    /// <exception cref="InvalidDataException">It has more than two channels.</exception>
    public VorbisSound(OggPackets packets)
    {
        // NVorbis 0.10.5 mixes up the two groups that channels of low frequencies and others are coded in.
        if (packets.Packet is { Length: > 11 } head && head[11] > MaxChannels)
            throw new InvalidDataException($"Vorbis of {head[11]} channels is left to libsndfile and ffmpeg; install one of them");
        decoder = new(new Packets(packets)) { ClipSamples = false };
        block = new float[BlockSamples * decoder.Channels];
    }

    public int SampleRate => decoder.SampleRate;

    public int ChannelCount => decoder.Channels;

    public ReadOnlySpan<float> Read() => block.AsSpan(0, decoder.Read(block, 0, block.Length));

    public void Dispose() => decoder.Dispose();

    /// <summary>The packets as NVorbis asks for them.</summary>
    private sealed class Packets(OggPackets packets) : IPacketProvider
    {
        private IPacket? peeked = Packet.Of(packets);
        private int index;

        public bool CanSeek => false;

        public int StreamSerial => 0;

        public IPacket? PeekNextPacket() => peeked ??= packets.MoveNext() ? NextPacket() : null;

        public IPacket? GetNextPacket()
        {
            var next = PeekNextPacket();
            peeked = null;
            return next;
        }

        /// <summary>The first three set the decoder up; the tags among them are read elsewhere.</summary>
        private IPacket NextPacket() => ++index switch
        {
            1 => new Packet([.. "\u0003vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
            2 => new VorbisSetup(Packet.Of(packets)),
            _ => Packet.Of(packets),
        };

        public long GetGranuleCount() => throw new NotSupportedException();

        public long SeekTo(long granulePos, int preRoll, GetPacketGranuleCount getPacketGranuleCount) => throw new NotSupportedException();
    }

    private sealed class Packet(byte[] bytes) : DataPacket
    {
        private int position;

        protected override int TotalBits => 8 * bytes.Length;

        public static Packet Of(OggPackets packets) => new(packets.Packet.ToArray())
        {
            GranulePosition = packets.IsLastOfPage && packets.PageGranule >= 0 ? packets.PageGranule : null,
            IsEndOfStream = packets.IsLastOfPage && packets.IsLastPage,
        };

        public override void Reset()
        {
            position = 0;
            base.Reset();
        }

        protected override int ReadNextByte() => position < bytes.Length ? bytes[position++] : -1;
    }
}
