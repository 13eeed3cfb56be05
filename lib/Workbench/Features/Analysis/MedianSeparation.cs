using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio.Fourier;

namespace Workbench.Features.Analysis;

/// <summary>
/// Parts the spectra of one signal into harmonic and percussive ones (Fitzgerald, "Harmonic/percussive separation using median
/// filtering", 2010; margins after Driedger, Müller and Disch, 2014; librosa <c>decompose.hpss</c> with its defaults). What
/// stands out from a bin's median over 31 frames belongs to a click, what stands out from a frame's median over 31 bins to a
/// tone. It goes through the signal sixteen frames at a time, and remembers no more than the medians need: 48 frames.
/// </summary>
/// <param name="fftLength">Samples of a frame, a power of two.</param>
/// <param name="hop">Samples between frames.</param>
/// <param name="harmonicMargin">How many times the percussive median the harmonic one must be, at least 1.</param>
/// <param name="percussiveMargin">The reverse.</param>
internal sealed class MedianSeparation(int fftLength, int hop, float harmonicMargin, float percussiveMargin)
{
    private const int BlockFrames = RunningMedian.Count;
    private const int KeptBlocks = 3;
    private const int KeptFrames = KeptBlocks * BlockFrames;

    private readonly Stft stft = new(fftLength, hop);
    private readonly int binCount = fftLength / 2 + 1;

    /// <summary>Spectra of the block at hand and the next one, in turn, a tile after the other.</summary>
    private readonly ComplexLanes[] spectra = new ComplexLanes[2 * TilesPerBlock * (fftLength / 2 + 1)];

    /// <summary>Magnitudes, frames in the lanes, with what the medians see beyond the first and the last bin.</summary>
    private readonly Vector<float>[] magnitudes = new Vector<float>[Whole(fftLength / 2 + 1, RunningMedian.Count)
        + 2 * RunningMedian.Reach];

    /// <summary>
    /// Magnitudes of the block before, the block at hand and the next one, bins in the lanes: <c>[KeptFrames, binVectors]</c>.
    /// </summary>
    private readonly Vector<float>[] rows = new Vector<float>[KeptFrames * BinVectors(fftLength)];

    /// <summary>Medians over time, frames in the lanes: <c>[TilesPerBlock, bins]</c>.</summary>
    private readonly Vector<float>[] overTime = new Vector<float>[TilesPerBlock * BinVectors(fftLength) * Vector<float>.Count];

    /// <summary>Medians over bins of a tile.</summary>
    private readonly Vector<float>[] overBins = new Vector<float>[Whole(fftLength / 2 + 1, RunningMedian.Count)];

    private readonly ComplexLanes[] harmonic = new ComplexLanes[fftLength / 2 + 1];
    private readonly ComplexLanes[] percussive = new ComplexLanes[fftLength / 2 + 1];

    /// <summary>Takes the two spectra of a tile, <c>[bins]</c>; lanes beyond the last frame are zero.</summary>
    public delegate void Receiver(int tile, ReadOnlySpan<ComplexLanes> harmonic, ReadOnlySpan<ComplexLanes> percussive);

    private static int TilesPerBlock => BlockFrames / Vector<float>.Count;

    /// <summary>Number of frames of a signal.</summary>
    public int FrameCount(int sampleCount) => stft.FrameCount(sampleCount);

    /// <summary>Separates a whole signal.</summary>
    /// <param name="samples">At least one sample.</param>
    /// <param name="receive">Called tile by tile, in ascending order.</param>
    /// <param name="token">Ends the work early.</param>
    public void Run(ReadOnlySpan<float> samples, Receiver receive, CancellationToken token)
    {
        var frameCount = FrameCount(samples.Length);
        Read(samples, block: 0);
        for (var block = 0; block * BlockFrames < frameCount; block++)
        {
            token.ThrowIfCancellationRequested();
            Read(samples, block + 1);
            FilterOverTime(block, frameCount);
            for (var i = 0; i < TilesPerBlock && (block * TilesPerBlock + i) * Vector<float>.Count < frameCount; i++)
            {
                var tile = block * TilesPerBlock + i;
                FilterOverBins(Spectra(tile));
                Mask(Spectra(tile), overTime.AsSpan(i * BinVectors(fftLength) * Vector<float>.Count, binCount));
                receive(tile, harmonic, percussive);
            }
        }
    }

    private Span<ComplexLanes> Spectra(int tile) => spectra.AsSpan(tile % (2 * TilesPerBlock) * binCount, binCount);

    /// <summary>Transforms a block, and turns its magnitudes round into <see cref="rows"/>.</summary>
    private void Read(ReadOnlySpan<float> samples, int block)
    {
        var rowLength = BinVectors(fftLength) * Vector<float>.Count;
        var turned = MemoryMarshal.Cast<Vector<float>, float>(rows.AsSpan());
        var lanes = MemoryMarshal.Cast<Vector<float>, float>(magnitudes.AsSpan());
        for (var tile = block * TilesPerBlock; tile < (block + 1) * TilesPerBlock; tile++)
        {
            var spectrum = Spectra(tile);
            stft.Compute(samples, tile, spectrum);
            for (var bin = 0; bin < binCount; bin++)
                magnitudes[bin] = Vector.SquareRoot(spectrum[bin].SquaredMagnitude);
            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                var row = turned.Slice((tile * Vector<float>.Count + lane) % KeptFrames * rowLength, binCount);
                for (var bin = 0; bin < row.Length; bin++)
                    row[bin] = lanes[bin * Vector<float>.Count + lane];
            }
        }
    }

    /// <summary>
    /// Fills <see cref="overTime"/> for a block. Of frames beyond the last one, which nobody asks for, it gives anything.
    /// </summary>
    private void FilterOverTime(int block, int frameCount)
    {
        Span<int> at = stackalloc int[RunningMedian.Span];
        for (var i = 0; i < at.Length; i++)
            at[i] = Mirror(block * BlockFrames - RunningMedian.Reach + i, frameCount) % KeptFrames * BinVectors(fftLength);
        Span<Vector<float>> values = stackalloc Vector<float>[RunningMedian.Span];
        Span<Vector<float>> medians = stackalloc Vector<float>[RunningMedian.Count];
        var frames = MemoryMarshal.Cast<Vector<float>, float>(medians);
        var turned = MemoryMarshal.Cast<Vector<float>, float>(overTime.AsSpan());
        for (var group = 0; group < BinVectors(fftLength); group++)
        {
            for (var i = 0; i < at.Length; i++)
                values[i] = rows[at[i] + group];
            RunningMedian.Compute(values, medians);
            for (var i = 0; i < TilesPerBlock; i++)
            {
                var tile = turned.Slice((i * BinVectors(fftLength) + group) * Vector<float>.Count * Vector<float>.Count);
                for (var bin = 0; bin < Vector<float>.Count; bin++)
                    for (var lane = 0; lane < Vector<float>.Count; lane++)
                        tile[bin * Vector<float>.Count + lane] = frames[(i * Vector<float>.Count + lane) * Vector<float>.Count + bin];
            }
        }
    }

    /// <summary>Fills <see cref="overBins"/> for a tile.</summary>
    private void FilterOverBins(ReadOnlySpan<ComplexLanes> spectrum)
    {
        for (var bin = 0; bin < binCount; bin++)
            magnitudes[RunningMedian.Reach + bin] = Vector.SquareRoot(spectrum[bin].SquaredMagnitude);
        for (var i = 0; i < RunningMedian.Reach; i++)
        {
            magnitudes[RunningMedian.Reach - 1 - i] = magnitudes[RunningMedian.Reach + i];
            magnitudes[RunningMedian.Reach + binCount + i] = magnitudes[RunningMedian.Reach + binCount - 1 - i];
        }
        for (var bin = 0; bin < binCount; bin += RunningMedian.Count)
            RunningMedian.Compute(magnitudes.AsSpan(bin, RunningMedian.Span), overBins.AsSpan(bin, RunningMedian.Count));
    }

    private void Mask(ReadOnlySpan<ComplexLanes> spectrum, ReadOnlySpan<Vector<float>> tones)
    {
        // Where both medians are zero a half goes to either side, unless what is neither is wanted as neither.
        var undecided = new Vector<float>(harmonicMargin == 1 && percussiveMargin == 1 ? 0.5f : 0);
        for (var bin = 0; bin < spectrum.Length; bin++)
        {
            var (tone, click) = (tones[bin], overBins[bin]);
            harmonic[bin] = Times(spectrum[bin], Share(tone, click * harmonicMargin, undecided));
            percussive[bin] = Times(spectrum[bin], Share(click, tone * percussiveMargin, undecided));
        }

        static ComplexLanes Times(ComplexLanes a, Vector<float> b) => new(a.Re * b, a.Im * b);
    }

    /// <summary>a² / (a² + b²) (librosa <c>softmask</c> of power 2), scaled so that no square overflows or vanishes.</summary>
    private static Vector<float> Share(Vector<float> a, Vector<float> b, Vector<float> ofNothing)
    {
        const float SmallestNormal = 1.17549435e-38f;
        var larger = Vector.MaxNative(a, b);
        var (x, y) = (a / larger, b / larger);
        return Vector.ConditionalSelect(Vector.LessThan(larger, new(SmallestNormal)), ofNothing, x * x / (x * x + y * y));
    }

    /// <summary>The index that an index beyond the ends of a row stands for: the row goes on backwards, the last value twice.</summary>
    private static int Mirror(int index, int count)
    {
        var at = (index % (2 * count) + 2 * count) % (2 * count);
        return Math.Min(at, 2 * count - 1 - at);
    }

    private static int BinVectors(int fftLength) => Whole(fftLength / 2 + 1, Vector<float>.Count) / Vector<float>.Count;

    private static int Whole(int count, int unit) => (count + unit - 1) / unit * unit;
}
