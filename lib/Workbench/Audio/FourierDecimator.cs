using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio.Fourier;
using Workbench.Foundation;

namespace Workbench.Audio;

/// <summary>
/// The <see cref="PolyphaseFilter"/> of a division of the rate by a power of two, applied to the spectra of overlapping blocks
/// (overlap-save): several times faster than the sums themselves, as the many coefficients then cost one multiplication a bin.
/// Blocks lie in the lanes of vectors. Bins above the new Nyquist frequency, which the filter leaves less than -120 dB of, are
/// dropped, and the inverse transform is as much shorter.
/// </summary>
internal sealed class FourierDecimator : IRateFilter
{
    /// <summary>A block is this many times the filter's length, at least: three quarters of it are then of use.</summary>
    private const int BlockToFilter = 4;

    private static readonly ConcurrentDictionary<int, FourierDecimator> Cache = new();

    private readonly ConcurrentBag<Buffers> idle = [];
    private readonly RealFft forward, inverse;
    private readonly float[] response;
    private readonly int down, blockLength, margin, outputsPerBlock;

    private FourierDecimator(int down)
    {
        this.down = down;
        var filter = PolyphaseFilter.For(1, down);
        margin = (filter.Before + down - 1) / down * down;
        blockLength = (int)BitOperations.RoundUpToPowerOf2((uint)(BlockToFilter * 2 * margin));
        outputsPerBlock = (blockLength - 2 * margin) / down;
        (forward, inverse) = (new(blockLength), new(blockLength / down));
        response = Response(filter.Phase(0)[..(2 * filter.Before + 1)], blockLength, down);
    }

    /// <summary>Whether a ratio in lowest terms is one of these.</summary>
    public static bool Serves(int up, int down) => up == 1 && BitOperations.IsPow2(down) && down <= 16;

    /// <summary>The decimator of a divisor; made once. It serves any number of threads.</summary>
    public static FourierDecimator For(int down) => Cache.GetOrAdd(down, static d => new(d));

    /// <inheritdoc/>
    public int Before => margin;

    /// <inheritdoc/>
    public int InputStep => OutputStep * down;

    /// <inheritdoc/>
    public int WindowLength => InputStep + 2 * margin;

    /// <inheritdoc/>
    public int OutputStep => outputsPerBlock * Vector<float>.Count;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> window, Span<float> output, int wanted)
    {
        if (!idle.TryTake(out var buffers))
            buffers = new(blockLength, down);
        var work = buffers.Work.Values;
        var spectrum = buffers.Spectrum.Values;
        var packed = buffers.Packed.Values;
        FrameLanes.Gather(window, 0, outputsPerBlock * down, MemoryMarshal.Cast<ComplexLanes, Vector<float>>(work));
        forward.Forward(new PackedFrames(work), work, spectrum);
        var low = spectrum[..response.Length];
        for (var k = 0; k < low.Length; k++)
            low[k] *= response[k];
        inverse.Inverse(low, work, packed);
        TakeOut(packed, output);
        idle.Add(buffers);
    }

    /// <summary>
    /// The gains of bins 0 to the new Nyquist frequency; the filter is symmetric about its middle, so that they are real.
    /// </summary>
    private static float[] Response(ReadOnlySpan<float> taps, int blockLength, int down)
    {
        var gains = new float[blockLength / down / 2 + 1];
        var middle = taps.Length / 2;
        for (var k = 0; k < gains.Length; k++)
        {
            var sum = (double)taps[middle];
            for (var i = 1; i <= middle; i++)
                sum += 2 * taps[middle + i] * Math.Cos(2 * Math.PI * ((long)i * k % blockLength) / blockLength);
            gains[k] = (float)(sum / (2 * blockLength)); // forward times 2, inverse times its length, decimation divides by its divisor
        }
        return gains;
    }

    /// <summary>The inner outputs of the blocks, one block after the other.</summary>
    private void TakeOut(ReadOnlySpan<ComplexLanes> packed, Span<float> output)
    {
        var rows = MemoryMarshal.Cast<ComplexLanes, float>(packed)[(margin / down * Vector<float>.Count)..];
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            for (var i = 0; i < outputsPerBlock; i++)
                output[lane * outputsPerBlock + i] = rows[i * Vector<float>.Count + lane];
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Buffers(int blockLength, int down)
    {
        public AlignedArray<ComplexLanes> Work { get; } = new(blockLength / 2);

        public AlignedArray<ComplexLanes> Spectrum { get; } = new(blockLength / 2 + 1);

        public AlignedArray<ComplexLanes> Packed { get; } = new(blockLength / 2 / down);
    }
}
