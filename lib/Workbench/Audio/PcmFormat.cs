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
    private const int BlockFrames = 8192;

    private int BytesPerFrame => BytesPerSample * ChannelCount;

    /// <summary>
    /// The bytes of samples from where a stream stands: as many as its header claims, or all to the end where a second or more is left
    /// and begins with no chunk (four printable letters) and no tag.
    /// </summary>
    public static long SampleBytes(Stream stream, long claimed, PcmFormat format)
    {
        var start = stream.CanSeek ? stream.Position : 0;
        if (!stream.CanSeek || stream.Length - start - claimed < (long)format.SampleRate * format.BytesPerFrame)
            return claimed;
        Span<byte> next = stackalloc byte[4];
        stream.Position = start + claimed + claimed % 2;
        stream.ReadExactly(next);
        stream.Position = start;
        return next.StartsWith("ID3"u8) || !next.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? claimed : long.MaxValue;
    }

    /// <summary>Reads the whole frames that are there, at most <paramref name="byteCount"/> bytes; a cut last frame is left out.</summary>
    /// <param name="stream">Stands at the first sample.</param>
    /// <param name="byteCount">What the header claims, <see cref="long.MaxValue"/> where it claims nothing.</param>
    /// <param name="sink">Takes the samples.</param>
    /// <param name="token">Stops between blocks.</param>
    public void Read(Stream stream, long byteCount, SampleSink sink, CancellationToken token)
    {
        sink.Begin(SampleRate, ChannelCount, byteCount == long.MaxValue ? 0 : byteCount / BytesPerFrame);
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
            sink.Append(block);
            byteCount -= frames * BytesPerFrame;
        }
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
