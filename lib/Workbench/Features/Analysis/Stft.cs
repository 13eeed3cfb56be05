using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio.Fourier;

namespace Workbench.Features.Analysis;

/// <summary>
/// Short-time Fourier transform (librosa <c>stft</c> with <c>center=True, pad_mode="constant", window="hann"</c>), as power.
/// Not safe for use by several threads at once: it owns its buffers.
/// </summary>
internal sealed class Stft
{
    private readonly int hop;
    private readonly float[] window;
    private readonly RealFft fft;
    private readonly ComplexLanes[] packed;
    private readonly ComplexLanes[] scratch;

    /// <summary>
    /// The samples of a tile as <c>[hop, blocks]</c>, a block being the samples from one frame's start to the next one's.
    /// Sample i of consecutive frames then lies side by side, from column i / hop of row i % hop on.
    /// </summary>
    private readonly float[] columns;
    private readonly int blockCount;

    public Stft(FeatureSpec spec)
    {
        hop = spec.HopLength;
        window = HannWindow(spec.FftLength);
        fft = new(spec.FftLength);
        packed = new ComplexLanes[spec.FftLength / 2];
        scratch = new ComplexLanes[spec.FftLength / 2];
        blockCount = Spectrogram.Lanes - 1 + (spec.FftLength + hop - 1) / hop;
        columns = new float[hop * blockCount];
    }

    /// <summary>The periodic Hann window.</summary>
    public static float[] HannWindow(int length) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length)))];

    /// <summary>Number of frames: one a hop, and one more.</summary>
    public int FrameCount(int sampleCount) => 1 + sampleCount / hop;

    /// <summary>Transforms a whole signal.</summary>
    public void Compute(ReadOnlySpan<float> samples, Spectrogram spectrogram)
    {
        spectrogram.Resize(FrameCount(samples.Length));
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            var firstFrame = tile * Spectrogram.Lanes;
            LayOut(samples, firstFrame * hop - window.Length / 2);
            Pack();
            var power = spectrogram.Tile(tile);
            fft.Power(packed, scratch, power);
            if (firstFrame + Spectrogram.Lanes > spectrogram.FrameCount)
                Silence(power, spectrogram.FrameCount - firstFrame);
        }
    }

    /// <summary>Fills <see cref="columns"/> from sample <paramref name="start"/> on, with zeros beyond the ends.</summary>
    private void LayOut(ReadOnlySpan<float> samples, int start)
    {
        for (var block = 0; block < blockCount; block++, start += hop)
        {
            var from = Math.Clamp(-start, 0, hop);
            var to = Math.Clamp(samples.Length - start, from, hop);
            for (var i = 0; i < from; i++)
                columns[i * blockCount + block] = 0;
            for (var i = from; i < to; i++)
                columns[i * blockCount + block] = samples[start + i];
            for (var i = to; i < hop; i++)
                columns[i * blockCount + block] = 0;
        }
    }

    /// <summary>Windows the frames and packs them as <see cref="RealFft"/> wants them.</summary>
    private void Pack()
    {
        ref var origin = ref MemoryMarshal.GetArrayDataReference(columns);
        var (row, block) = (0, 0);
        for (var i = 0; i < packed.Length; i++)
            packed[i] = new(Next(ref origin, window[2 * i]), Next(ref origin, window[2 * i + 1]));

        Vector<float> Next(ref float origin, float weight)
        {
            var frames = Vector.LoadUnsafe(ref origin, (nuint)(row * blockCount + block)) * weight;
            if (++row == hop)
                (row, block) = (0, block + 1);
            return frames;
        }
    }

    private static void Silence(Span<Vector<float>> power, int frameCount)
    {
        var valid = Vector.LessThan(Vector<int>.Indices, new Vector<int>(frameCount));
        foreach (ref var bin in power)
            bin = Vector.ConditionalSelect(valid, bin, Vector<float>.Zero);
    }
}
