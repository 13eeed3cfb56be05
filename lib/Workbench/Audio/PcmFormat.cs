using System.Buffers.Binary;

namespace Workbench.Audio;

/// <summary>How uncompressed samples lie in a file, and their decoding to floats.</summary>
/// <param name="SampleRate">Samples a second, in Hz.</param>
/// <param name="ChannelCount">Number of interleaved channels.</param>
/// <param name="BytesPerSample">1 to 4 for integers, 4 or 8 for floats.</param>
/// <param name="IsFloat">IEEE floats rather than integers.</param>
/// <param name="IsBigEndian">Highest byte first.</param>
/// <param name="IsUnsigned">Only for one byte: 128 is zero, as in WAV.</param>
internal sealed record PcmFormat(int SampleRate, int ChannelCount, int BytesPerSample, bool IsFloat = false,
    bool IsBigEndian = false, bool IsUnsigned = false)
{
    /// <summary>Above what any converter samples; more is a broken header.</summary>
    private const uint HighestSampleRate = 768_000;

    /// <summary>As many as a WAV of the highest ambisonic orders in use; more is a broken header.</summary>
    private const int HighestChannelCount = 256;

    private const int BlockFrames = 8192;

    private int BytesPerFrame => BytesPerSample * ChannelCount;

    /// <summary>What is wrong with a header's rate and channels, or null.</summary>
    public static string? FindNonsense(double sampleRate, int channelCount) =>
        channelCount is < 1 or > HighestChannelCount
            ? $"the header says {channelCount} channels; 1 to {HighestChannelCount} are possible. "
                + "The file is damaged: fetch or export it again."
        : !(sampleRate is >= 1 and <= HighestSampleRate) ? $"the header says a sample rate of {sampleRate} Hz; 1 to {HighestSampleRate} "
            + "are possible. The file is damaged: fetch or export it again."
        : null;

    /// <summary>Reads the whole frames that are there, at most <paramref name="byteCount"/> bytes; a cut last frame is left out.</summary>
    public AudioClip Read(Stream stream, long byteCount, CancellationToken token)
    {
        var builder = new ClipBuilder(SampleRate, ChannelCount, byteCount / BytesPerFrame);
        var bytes = new byte[BlockFrames * BytesPerFrame];
        var samples = new float[BlockFrames * ChannelCount];
        while (byteCount >= BytesPerFrame)
        {
            token.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(bytes.Length, byteCount / BytesPerFrame * BytesPerFrame);
            var frames = stream.ReadAtLeast(bytes.AsSpan(0, wanted), wanted, throwOnEndOfStream: false) / BytesPerFrame;
            if (frames == 0)
                break;
            var block = samples.AsSpan(0, frames * ChannelCount);
            Decode(bytes, block);
            builder.Append(block);
            byteCount -= frames * BytesPerFrame;
        }
        return builder.Build();
    }

    /// <summary>Integers are divided by 2^(bits - 1), so full scale is -1 to just below 1; floats are kept as they are.</summary>
    private void Decode(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var b = bytes.Slice(i * BytesPerSample, BytesPerSample);
            samples[i] = (BytesPerSample, IsFloat, IsBigEndian) switch
            {
                (1, _, _) => (IsUnsigned ? b[0] - 128 : (sbyte)b[0]) / 128f,
                (2, _, false) => BinaryPrimitives.ReadInt16LittleEndian(b) / 32768f,
                (2, _, true) => BinaryPrimitives.ReadInt16BigEndian(b) / 32768f,
                (3, _, false) => (b[0] << 8 | b[1] << 16 | b[2] << 24) / 2147483648f,
                (3, _, true) => (b[2] << 8 | b[1] << 16 | b[0] << 24) / 2147483648f,
                (4, false, false) => BinaryPrimitives.ReadInt32LittleEndian(b) / 2147483648f,
                (4, false, true) => BinaryPrimitives.ReadInt32BigEndian(b) / 2147483648f,
                (4, true, false) => BinaryPrimitives.ReadSingleLittleEndian(b),
                (4, true, true) => BinaryPrimitives.ReadSingleBigEndian(b),
                (_, _, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(b),
                (_, _, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(b),
            };
        }
    }
}
