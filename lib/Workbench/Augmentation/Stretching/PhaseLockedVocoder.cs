using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio.Fourier;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Augmentation.Stretching;

/// <summary>
/// Changes the length of tones and keeps their pitches: the phase vocoder with identity phase locking (Laroche and Dolson,
/// "Improved phase vocoder time-scale modification of audio", 1999). A peak of a spectrum and the bins about it are turned by one
/// angle, so that they stay in step. What a peak's phase gains in a hop is read off two spectra of the source a hop apart
/// (Puckette, "Phase-locked vocoder", 1995): no phase is ever unwrapped, nor even computed.
/// </summary>
internal sealed class PhaseLockedVocoder
{
    /// <summary>A peak is above so many bins on either side.</summary>
    private const int PeakReach = 2;

    private readonly int fftLength, hop, binCount;
    private readonly float[] window;
    private readonly RealFft fft;
    private readonly AlignedArray<ComplexLanes> frames, work, current, earlier;
    private readonly Complex32[] source, before, output;
    private readonly float[] power;

    /// <param name="fftLength">Samples of a frame, a power of two; a hop is a quarter of it.</param>
    public PhaseLockedVocoder(int fftLength)
    {
        (this.fftLength, hop, binCount) = (fftLength, fftLength / 4, fftLength / 2 + 1);
        window = [.. Stft.HannWindow(fftLength).Select(w => w / 2)]; // spectra come times two
        fft = new(fftLength);
        (frames, work, current, earlier) = (new(fftLength / 2), new(fftLength / 2), new(binCount), new(binCount));
        (source, before, output) = (new Complex32[binCount], new Complex32[binCount], new Complex32[binCount]);
        power = new float[binCount];
    }

    /// <summary>Stretches a signal to another length.</summary>
    /// <param name="samples">At least one sample.</param>
    /// <param name="sampleCount">The new length, at least 1.</param>
    /// <param name="token">Ends the work early.</param>
    public float[] Stretch(ReadOnlySpan<float> samples, int sampleCount, CancellationToken token)
    {
        var rate = (double)samples.Length / sampleCount;
        var frameCount = 1 + sampleCount / hop;
        InverseStft inverse = new(fftLength, hop, sampleCount);
        Array.Clear(output);
        for (var first = 0; first < frameCount; first += Vector<float>.Count)
        {
            token.ThrowIfCancellationRequested();
            Transform(samples, first, rate, delay: 0, current.Values);
            Transform(samples, first, rate, delay: hop, earlier.Values);
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                if (first + lane < frameCount)
                    Turn(lane);
                else
                    Silence(lane);
            inverse.Add(first / Vector<float>.Count, current.Values);
        }
        return inverse.Finish(frameCount);
    }

    /// <summary>The spectra of the source at the times of as many frames as there are lanes, or some samples earlier.</summary>
    private void Transform(ReadOnlySpan<float> samples, int first, double rate, int delay, Span<ComplexLanes> spectra)
    {
        var rows = MemoryMarshal.Cast<ComplexLanes, float>(frames.Values);
        rows.Clear();
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            var start = (long)Math.Round((first + lane) * (hop * rate)) - fftLength / 2 - delay;
            var end = (int)Math.Clamp(samples.Length - start, 0, fftLength);
            for (var i = (int)Math.Clamp(-start, 0, fftLength); i < end; i++)
                rows[i * Vector<float>.Count + lane] = samples[(int)(start + i)] * window[i];
        }
        fft.Forward(new PackedFrames(frames.Values), work.Values, spectra);
    }

    /// <summary>Turns the regions of a frame's spectrum so that each goes on where the frame before left it.</summary>
    private void Turn(int lane)
    {
        Read(current.Values, lane, source);
        Read(earlier.Values, lane, before);
        for (var bin = 0; bin < binCount; bin++)
            power[bin] = source[bin].SquaredMagnitude;
        var (peak, start) = (NextPeak(0), 0);
        while (start < binCount)
        {
            var next = NextPeak(peak + 1);
            var end = next < binCount ? Valley(peak, next) : binCount;
            var rotation = peak < binCount ? (output[peak] * before[peak].Conjugate).Unit : Complex32.One;
            for (var bin = start; bin < end; bin++)
                output[bin] = source[bin] * rotation;
            (peak, start) = (next, end);
        }
        Write(output, current.Values, lane);
    }

    /// <summary>The first bin from here on that is above its neighbours; the number of bins if there is none.</summary>
    private int NextPeak(int bin)
    {
        for (; bin < binCount; bin++)
            if (power[bin] > 0 && IsPeak(bin))
                return bin;
        return binCount;
    }

    private bool IsPeak(int bin)
    {
        for (var i = Math.Max(0, bin - PeakReach); i <= Math.Min(binCount - 1, bin + PeakReach); i++)
            if (i < bin ? power[i] >= power[bin] : power[i] > power[bin])
                return false;
        return true;
    }

    /// <summary>The bin of the least power between two peaks: there one's region ends and the other's begins.</summary>
    private int Valley(int peak, int next)
    {
        var valley = peak + 1;
        for (var bin = valley + 1; bin < next; bin++)
            if (power[bin] < power[valley])
                valley = bin;
        return valley;
    }

    private void Silence(int lane)
    {
        Array.Clear(source);
        Write(source, current.Values, lane);
    }

    private static void Read(ReadOnlySpan<ComplexLanes> spectra, int lane, Span<Complex32> values)
    {
        var numbers = MemoryMarshal.Cast<ComplexLanes, float>(spectra)[lane..];
        for (var bin = 0; bin < values.Length; bin++)
            values[bin] = new(numbers[2 * bin * Vector<float>.Count], numbers[(2 * bin + 1) * Vector<float>.Count]);
    }

    private static void Write(ReadOnlySpan<Complex32> values, Span<ComplexLanes> spectra, int lane)
    {
        var numbers = MemoryMarshal.Cast<ComplexLanes, float>(spectra)[lane..];
        for (var bin = 0; bin < values.Length; bin++)
            (numbers[2 * bin * Vector<float>.Count], numbers[(2 * bin + 1) * Vector<float>.Count]) = (values[bin].Re, values[bin].Im);
    }
}
