using System.Numerics;

namespace Workbench.Audio;

/// <summary>Converts the rate of samples that come block by block; the blocks make no difference.</summary>
internal sealed class RateConverter
{
    /// <summary>Source samples that are gathered, at least, before windows of them are moved.</summary>
    private const int GatheredLength = 1 << 13;

    private readonly IRateFilter filter;
    private readonly ISampleTarget target;
    private readonly CancellationToken token;
    private readonly int up, down;
    private readonly float[] gathered, output;
    private int filled;
    private long sourceCount, outputCount;

    /// <param name="fromRate">Rate of the source, in Hz, at least 1.</param>
    /// <param name="toRate">Another rate, in Hz, at least 1.</param>
    /// <param name="target">What takes the converted samples.</param>
    /// <param name="token">Stops the work between blocks.</param>
    public RateConverter(int fromRate, int toRate, ISampleTarget target, CancellationToken token)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (up, down) = (toRate / divisor, fromRate / divisor);
        filter = FourierDecimator.Serves(up, down) ? FourierDecimator.For(down) : PolyphaseFilter.For(up, down);
        (this.target, this.token) = (target, token);
        gathered = new float[filter.WindowLength + Math.Max(0, GatheredLength / filter.InputStep - 1) * filter.InputStep];
        output = new float[filter.OutputStep];
        filled = filter.Before; // silence
    }

    /// <summary>Takes the next samples of the source.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        sourceCount += samples.Length;
        while (!samples.IsEmpty)
        {
            var taken = Math.Min(samples.Length, gathered.Length - filled);
            samples[..taken].CopyTo(gathered.AsSpan(filled));
            samples = samples[taken..];
            filled += taken;
            if (filled == gathered.Length)
                Convert(long.MaxValue);
        }
    }

    /// <summary>Gives what is left, in all ceil(samples * toRate / fromRate) outputs; silence follows the source.</summary>
    public void End()
    {
        var left = (sourceCount * up + down - 1) / down - outputCount;
        while (left > 0)
        {
            gathered.AsSpan(filled).Clear();
            left -= Convert(left);
        }
    }

    /// <summary>Converts the windows that are gathered.</summary>
    private long Convert(long wanted)
    {
        var (start, before) = (0, outputCount);
        for (; start + filter.WindowLength <= gathered.Length && outputCount - before < wanted; start += filter.InputStep)
        {
            token.ThrowIfCancellationRequested();
            var taken = (int)Math.Min(output.Length, wanted - (outputCount - before));
            filter.Apply(gathered.AsSpan(start, filter.WindowLength), output, taken);
            target.Append(output.AsSpan(0, taken));
            outputCount += taken;
        }
        filled = gathered.Length - start;
        gathered.AsSpan(start).CopyTo(gathered);
        return outputCount - before;
    }
}
