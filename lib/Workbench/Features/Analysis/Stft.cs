using System.Numerics;
using Workbench.Audio.Fourier;
using Workbench.Foundation;

namespace Workbench.Features.Analysis;

/// <summary>
/// Short-time Fourier transform (librosa <c>stft</c> with <c>center=True, pad_mode="constant", window="hann"</c>), as power or as
/// complex numbers, as many frames at a time as a vector has lanes: a tile. Not safe for use by several threads at once: it owns
/// its buffers.
/// </summary>
/// <param name="fftLength">Samples of a frame, a power of two.</param>
/// <param name="hop">Samples between frames.</param>
/// <param name="window">Weights of a frame's samples; a Hann window unless given.</param>
internal sealed class Stft(int fftLength, int hop, float[]? window = null)
{
    /// <summary>Halved, as <see cref="RealFft.Forward"/> gives spectra times two.</summary>
    private readonly float[] window = [.. (window ?? HannWindow(fftLength)).Select(w => w / 2)];
    private readonly FrameColumns columns = new(fftLength, hop);
    private readonly RealFft fft = new(fftLength);
    private readonly AlignedArray<ComplexLanes> work = new(fftLength / 2);

    public Stft(FeatureSpec spec)
        : this(spec.FftLength, spec.HopLength)
    {
    }

    /// <summary>The periodic Hann window.</summary>
    public static float[] HannWindow(int length) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length)))];

    /// <summary>Number of frames: one a hop, and one more.</summary>
    public int FrameCount(int sampleCount) => 1 + sampleCount / hop;

    /// <summary>The power of a tile's frames; lanes beyond the last frame are zero.</summary>
    /// <param name="samples">The whole signal.</param>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="power"><c>[fftLength / 2 + 1]</c>, the result.</param>
    public void Power(ReadOnlySpan<float> samples, int tile, Span<Vector<float>> power)
    {
        fft.Power(Frames(samples, tile), work.Values, power);
        var frameCount = FrameCount(samples.Length) - tile * Spectrogram.Lanes;
        if (frameCount < Spectrogram.Lanes)
            foreach (ref var bin in power)
                bin = Silence(bin, frameCount);
    }

    /// <summary>The spectra of a tile's frames; lanes beyond the last frame are zero.</summary>
    /// <param name="samples">The whole signal.</param>
    /// <param name="tile">Index of the tile; it may lie beyond the last frame.</param>
    /// <param name="spectra"><c>[fftLength / 2 + 1]</c>, the result.</param>
    public void Compute(ReadOnlySpan<float> samples, int tile, Span<ComplexLanes> spectra)
    {
        var frameCount = FrameCount(samples.Length) - tile * Spectrogram.Lanes;
        if (frameCount <= 0)
        {
            spectra.Clear();
            return;
        }
        fft.Forward(Frames(samples, tile), work.Values, spectra);
        if (frameCount < Spectrogram.Lanes)
            foreach (ref var bin in spectra)
                bin = new(Silence(bin.Re, frameCount), Silence(bin.Im, frameCount));
    }

    private WindowedFrames Frames(ReadOnlySpan<float> samples, int tile)
    {
        columns.Load(samples, tile * Spectrogram.Lanes * hop - fftLength / 2);
        return columns.Frames(window);
    }

    private static Vector<float> Silence(Vector<float> frames, int frameCount) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector<int>.Indices, new Vector<int>(frameCount)), frames, Vector<float>.Zero);
}
