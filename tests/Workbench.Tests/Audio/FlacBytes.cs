namespace Workbench.Tests.Audio;

/// <summary>FLAC made bit by bit (RFC 9639), with each kind of prediction.</summary>
internal sealed class FlacBytes
{
    private readonly List<byte> bytes = [];
    private int bitCount;

    /// <summary>
    /// A file of whole numbers. Kinds are constant, verbatim, fixed0 to fixed4, lpc, escape (fixed1 whose rests are written out) and wasted
    /// (two bits of each sample are 0); stereo is 0, or 8, 9, 10 for left and side, side and right, middle and side.
    /// </summary>
    public static byte[] Encode(int[][] channels, int bits = 16, int sampleRate = 44_100, int blockSize = 1000, string kind = "fixed2",
        int stereo = 0, long? claimedSamples = null)
    {
        FlacBytes flac = new();
        flac.bytes.AddRange("fLaC"u8.ToArray());
        flac.Write(0x80000022, 32);
        flac.Write((ulong)blockSize, 16);
        flac.Write((ulong)blockSize, 16);
        flac.Write(0, 48);
        flac.Write((ulong)sampleRate, 20);
        flac.Write((ulong)channels.Length - 1, 3);
        flac.Write((ulong)bits - 1, 5);
        flac.Write((ulong)(claimedSamples ?? channels[0].Length), 36);
        flac.bytes.AddRange(new byte[16]);
        for (var start = 0; start < channels[0].Length; start += blockSize)
        {
            long[][] block = [.. channels.Select(c => c.Skip(start).Take(blockSize).Select(s => (long)s).ToArray())];
            flac.WriteFrame(block, bits, start / blockSize, kind, stereo);
        }
        return [.. flac.bytes];
    }

    private void WriteFrame(long[][] block, int bits, int number, string kind, int stereo)
    {
        var start = bytes.Count;
        Write(0xFFF8, 16);
        Write(0x70, 8); // size in 16 bits at the end of the head, rate as at the beginning
        Write((ulong)(stereo > 0 ? stereo : block.Length - 1) << 4, 8);
        if (number < 128)
            Write((ulong)number, 8);
        else
            Write((ulong)(0xC080 | (number >> 6 & 31) << 8 | number & 63), 16);
        Write((ulong)block[0].Length - 1, 16);
        Write(Crc(start, 8, 0x07), 8);
        var (left, right) = (block[0], block[^1]);
        long[] side = [.. left.Zip(right, (l, r) => l - r)];
        block = stereo switch
        {
            8 => [left, side],
            9 => [side, right],
            10 => [[.. left.Zip(right, (l, r) => l + r >> 1)], side],
            _ => block,
        };
        foreach (var channel in block)
            WriteChannel(channel, bits + (channel == side ? 1 : 0), kind);
        bitCount += -bitCount & 7;
        Write(Crc(start, 16, 0x8005), 16);
    }

    private void WriteChannel(long[] samples, int bits, string kind)
    {
        var order = kind switch { "lpc" => 2, "escape" or "wasted" => 1, "constant" or "verbatim" => 0, _ => kind[^1] - '0' };
        Write((ulong)(kind switch { "constant" => 0, "verbatim" => 1, "lpc" => 33, _ => 8 + order }), 7);
        if (kind == "wasted")
        {
            Write(0b101, 3); // yes, and two in unary
            (samples, bits) = ([.. samples.Select(s => s >> 2)], bits - 2);
        }
        else
            Write(0, 1);
        foreach (var sample in kind switch { "constant" => samples[..1], "verbatim" => samples, _ => samples[..order] })
            Write((ulong)sample, bits);
        if (kind is "constant" or "verbatim")
            return;
        if (kind == "lpc")
        {
            Write(4, 4); // five bits a weight
            Write(0, 5); // no shift
            Write(2, 5);
            Write(unchecked((ulong)-1), 5);
        }
        long[] rest = samples;
        for (var i = 0; i < order; i++)
            rest = [.. rest.Zip(rest.Skip(1), (a, b) => b - a)];
        Write(0, 2);
        Write(0, 4); // one partition
        var parameter = (int)Math.Clamp(Math.Log2(rest.Max(Math.Abs) + 1), 0, 14);
        Write(kind == "escape" ? 15ul : (ulong)parameter, 4);
        if (kind == "escape")
            Write(20, 5);
        foreach (var value in rest)
            if (kind == "escape")
                Write((ulong)value, 20);
            else
            {
                var folded = (ulong)(value << 1 ^ value >> 63);
                for (var zeros = folded >> parameter; zeros > 0; zeros--)
                    Write(0, 1);
                Write(1, 1);
                Write(folded & (1ul << parameter) - 1, parameter);
            }
    }

    private void Write(ulong value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (bitCount % 8 == 0)
                bytes.Add(0);
            bytes[^1] |= (byte)((value >> i & 1) << 7 - bitCount % 8);
            bitCount++;
        }
    }

    /// <summary>The checksum of all bytes from a start on, bit by bit.</summary>
    private ulong Crc(int start, int width, int polynomial)
    {
        var crc = 0;
        for (var i = start; i < bytes.Count; i++)
            for (var bit = 7; bit >= 0; bit--)
            {
                var carry = crc >> width - 1 & 1 ^ bytes[i] >> bit & 1;
                crc = (crc << 1 ^ (carry == 1 ? polynomial : 0)) & (1 << width) - 1;
            }
        return (ulong)crc;
    }
}
