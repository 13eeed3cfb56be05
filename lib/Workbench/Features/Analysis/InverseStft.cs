using Workbench.Audio.Fourier;
using Workbench.Foundation;

namespace Workbench.Features.Analysis;

/// <summary>
/// The signal whose short-time Fourier transform comes nearest to given spectra (Griffin and Lim, "Signal estimation from
/// modified short-time Fourier transform", 1984; librosa <c>istft</c> with <c>length</c>): frames are transformed back, windowed
/// once more, added up, and divided by the sum of the squares of the windows. The signal grows tile by tile.
/// </summary>
/// <param name="fftLength">Samples of a frame, a power of two.</param>
/// <param name="hop">Samples between frames.</param>
/// <param name="sampleCount">Length of the signal.</param>
internal sealed class InverseStft(int fftLength, int hop, int sampleCount)
{
    private readonly float[] samples = new float[sampleCount];
    private readonly float[] window = DualWindow(fftLength, hop);
    private readonly FrameColumns columns = new(fftLength, hop);
    private readonly RealFft fft = new(fftLength);
    private readonly AlignedArray<ComplexLanes> work = new(fftLength / 2);
    private readonly AlignedArray<ComplexLanes> packed = new(fftLength / 2);

    /// <summary>Adds the frames of a tile.</summary>
    /// <param name="tile">Index of the tile; each is added once, in ascending order.</param>
    /// <param name="spectra"><c>[fftLength / 2 + 1]</c>; lanes beyond the last frame are zero.</param>
    public void Add(int tile, ReadOnlySpan<ComplexLanes> spectra)
    {
        var start = tile * Spectrogram.Lanes * hop - fftLength / 2;
        fft.Inverse(spectra, work.Values, packed.Values);
        columns.Load(samples, start);
        columns.Add(window, packed.Values);
        columns.Store(samples, start);
    }

    /// <summary>The signal, after the last tile.</summary>
    /// <param name="frameCount">Number of all frames.</param>
    public float[] Finish(int frameCount)
    {
        // Near the ends some of the frames are missing whose windows the dual window counts on.
        var square = SquaredWindow(fftLength);
        var head = Math.Min(fftLength / 2, sampleCount);
        var tail = Math.Clamp((long)frameCount * hop - fftLength / 2, head, sampleCount);
        for (var i = 0; i < head; i++)
            Complete(i);
        for (var i = (int)tail; i < sampleCount; i++)
            Complete(i);
        return samples;

        void Complete(int i)
        {
            var (present, all) = (0.0, 0.0);
            var at = i + fftLength / 2; // counted from the start of frame 0
            for (var frame = at / hop; at - frame * hop < fftLength; frame--)
            {
                all += square[at - frame * hop];
                present += frame >= 0 && frame < frameCount ? square[at - frame * hop] : 0;
            }
            if (present > 0)
                samples[i] *= (float)(all / present);
        }
    }

    /// <summary>The window, divided by the sum of its squares a hop apart and by what <see cref="RealFft.Inverse"/> leaves to do.</summary>
    private static float[] DualWindow(int fftLength, int hop)
    {
        var square = SquaredWindow(fftLength);
        var sums = new double[hop];
        for (var i = 0; i < fftLength; i++)
            sums[i % hop] += square[i];
        return [.. Stft.HannWindow(fftLength).Select((w, i) => w == 0 ? 0 : (float)(w / (sums[i % hop] * fftLength)))];
    }

    private static double[] SquaredWindow(int fftLength) => [.. Stft.HannWindow(fftLength).Select(w => (double)w * w)];
}
