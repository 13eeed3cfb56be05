namespace Workbench.Audio.Flac;

/// <summary>Decodes one frame (RFC 9639, section 9): each channel is a prediction and what it misses by.</summary>
internal sealed class FlacFrame
{
    private const int MaxOrder = 32, MaxChannels = 8;

    private readonly long[][] channels = [.. Enumerable.Range(0, MaxChannels).Select(_ => Array.Empty<long>())];

    /// <summary>Decodes a frame.</summary>
    /// <param name="header">Its head.</param>
    /// <param name="bytes">From the frame's start on.</param>
    /// <param name="samples">Takes the samples, interleaved, full scale being 1.</param>
    /// <returns>Bytes of the frame; 0 where it is damaged.</returns>
    public int Decode(FlacHeader header, ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        FlacBits bits = new(bytes[header.Length..]);
        for (var c = 0; c < header.ChannelCount; c++)
        {
            if (channels[c].Length < header.SampleCount)
                channels[c] = new long[header.SampleCount];
            var isSide = header.Stereo == 9 ? c == 0 : header.Stereo > 0 && c == 1; // takes one bit more
            if (!TryDecode(ref bits, header.BitCount + (isSide ? 1 : 0), channels[c].AsSpan(0, header.SampleCount)))
                return 0;
        }
        var length = header.Length + bits.ByteCount;
        if (bits.IsBeyondEnd || length + 2 > bytes.Length
            || FlacChecksum.Crc16(bytes[..length]) != (bytes[length] << 8 | bytes[length + 1]))
            return 0;
        Join(header);
        var scale = 1f / (1L << header.BitCount - 1);
        for (var c = 0; c < header.ChannelCount; c++)
            for (var i = 0; i < header.SampleCount; i++)
                samples[i * header.ChannelCount + c] = channels[c][i] * scale;
        return length + 2;
    }

    /// <summary>From left, right, middle and side to left and right.</summary>
    private void Join(FlacHeader header)
    {
        var (first, second) = (channels[0], channels[1]);
        for (var i = 0; i < header.SampleCount && header.Stereo > 0; i++)
            (first[i], second[i]) = header.Stereo switch
            {
                8 => (first[i], first[i] - second[i]),
                9 => (first[i] + second[i], second[i]),
                _ => ((first[i] << 1 | second[i] & 1) + second[i] >> 1, (first[i] << 1 | second[i] & 1) - second[i] >> 1),
            };
    }

    private static bool TryDecode(ref FlacBits bits, int bitCount, Span<long> samples)
    {
        var kind = (int)bits.Read(7);
        var wasted = bits.Read(1) == 0 ? 0 : (int)Math.Min(bits.ReadUnary(), 64) + 1;
        bitCount -= wasted;
        if (bitCount < 1)
            return false;
        var isDecoded = kind switch
        {
            0 => Fill(bits.ReadSigned(bitCount), samples),
            1 => ReadAll(ref bits, bitCount, samples),
            >= 8 and <= 12 => TryPredict(ref bits, bitCount, kind - 8, isFixed: true, samples),
            >= 32 and < 64 => TryPredict(ref bits, bitCount, kind - 31, isFixed: false, samples),
            _ => false,
        };
        if (wasted > 0)
            foreach (ref var sample in samples)
                sample <<= wasted;
        return isDecoded;
    }

    private static bool Fill(long value, Span<long> samples)
    {
        samples.Fill(value);
        return true;
    }

    private static bool ReadAll(ref FlacBits bits, int bitCount, Span<long> samples)
    {
        foreach (ref var sample in samples)
            sample = bits.ReadSigned(bitCount);
        return !bits.IsBeyondEnd;
    }

    /// <summary>The first samples as they are, then each as the sum of those before it, weighted, plus what that misses by.</summary>
    private static bool TryPredict(ref FlacBits bits, int bitCount, int order, bool isFixed, Span<long> samples)
    {
        if (order > samples.Length || !ReadAll(ref bits, bitCount, samples[..order]))
            return false;
        Span<long> weights = stackalloc long[MaxOrder];
        var shift = 0;
        if (isFixed)
            FixedWeights(order).CopyTo(weights);
        else
        {
            var precision = (int)bits.Read(4) + 1;
            shift = (int)bits.ReadSigned(5);
            if (precision == 16 || shift < 0)
                return false;
            for (var i = 0; i < order; i++)
                weights[i] = bits.ReadSigned(precision);
        }
        if (!TryReadResidual(ref bits, order, samples))
            return false;
        weights = weights[..order];
        weights.Reverse();
        for (var i = order; i < samples.Length; i++)
        {
            var before = samples.Slice(i - order, order);
            var sum = 0L;
            for (var k = 0; k < before.Length; k++)
                sum += weights[k] * before[k];
            samples[i] += sum >> shift;
        }
        return true;
    }

    /// <summary>Polynomials through the samples before; the nearest weighs first.</summary>
    private static ReadOnlySpan<long> FixedWeights(int order) => order switch
    {
        0 => [],
        1 => [1],
        2 => [2, -1],
        3 => [3, -3, 1],
        _ => [4, -6, 4, -1],
    };

    /// <summary>Rice codes, in partitions each of its own parameter.</summary>
    private static bool TryReadResidual(ref FlacBits bits, int order, Span<long> samples)
    {
        var method = (int)bits.Read(2);
        var partitions = 1 << (int)bits.Read(4);
        if (method > 1 || samples.Length % partitions != 0 || samples.Length / partitions < order)
            return false;
        var (width, length) = (method == 0 ? 4 : 5, samples.Length / partitions);
        for (var p = 0; p < partitions && !bits.IsBeyondEnd; p++)
        {
            var parameter = (int)bits.Read(width);
            var isPlain = parameter == (1 << width) - 1;
            if (isPlain)
                parameter = (int)bits.Read(5);
            foreach (ref var sample in samples[(p == 0 ? order : p * length)..((p + 1) * length)])
            {
                if (isPlain)
                    sample = bits.ReadSigned(parameter);
                else
                {
                    var value = (long)bits.ReadUnary() << parameter | (long)bits.Read(parameter);
                    sample = value >> 1 ^ -(value & 1);
                }
            }
        }
        return !bits.IsBeyondEnd;
    }
}
