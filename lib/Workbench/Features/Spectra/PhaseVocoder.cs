using System.Numerics;
using Workbench.Foundation;

namespace Workbench.Features.Spectra;

/// <summary>
/// Changes the speed of a spectrogram and keeps its pitches (Flanagan and Golden, "Phase vocoder", 1966; librosa
/// <c>phase_vocoder</c>, in float64). A clip at another speed is
/// <code>PhaseVocoder.Stretch(ComplexSpectrogram.Of(clip), rate).ToClip((int)Math.Round(clip.SampleCount / rate))</code>
/// </summary>
internal static class PhaseVocoder
{
    /// <summary>
    /// Reads the frames at another speed: magnitudes are interpolated between neighbouring frames, and phases go on from frame to
    /// frame by what they went on by in the original.
    /// </summary>
    /// <param name="spectrogram">The original, T frames.</param>
    /// <param name="rate">Speed, 0.01 to 100: 2 is twice as fast and half as long, 0.5 half as fast.</param>
    /// <param name="token">Ends the work early.</param>
    /// <returns>A spectrogram of T / rate frames, rounded up.</returns>
    /// <exception cref="WorkbenchException">The rate is out of range.</exception>
    public static ComplexSpectrogram Stretch(ComplexSpectrogram spectrogram, double rate, CancellationToken token = default)
    {
        if (!(rate is >= 0.01 and <= 100))
            throw new WorkbenchException($"Rate {rate} must be 0.01 to 100; 2 is twice as fast, 0.5 half as fast, 1 leaves all as it is.");
        var stretched = new ComplexSpectrogram(
            spectrogram.SampleRate, spectrogram.FftLength, spectrogram.HopLength, (int)Math.Ceiling(spectrogram.FrameCount / rate));
        Frame current = new(spectrogram), next = new(spectrogram);
        current.Load(0);
        double[] phases = [.. current.Phases];
        for (var t = 0; t < stretched.FrameCount; t++)
        {
            token.ThrowIfCancellationRequested();
            var at = (int)(t * rate);
            var weight = t * rate - at;
            if (at == next.Index)
                (current, next) = (next, current);
            current.Load(at);
            next.Load(at + 1);
            for (var bin = 0; bin < phases.Length; bin++)
            {
                var magnitude = (1 - weight) * current.Magnitudes[bin] + weight * next.Magnitudes[bin];
                stretched[bin, t] = Complex.FromPolarCoordinates(magnitude, phases[bin]);
                // What the phase gains in a hop is known but for whole turns: the nearest to what the bin's own frequency gains.
                var expected = 2 * Math.PI * bin * spectrogram.HopLength / spectrogram.FftLength;
                phases[bin] += expected + Math.IEEERemainder(next.Phases[bin] - current.Phases[bin] - expected, 2 * Math.PI);
            }
        }
        return stretched;
    }

    /// <summary>One frame of a spectrogram in polar coordinates; beyond the last frame is silence.</summary>
    private sealed class Frame(ComplexSpectrogram spectrogram)
    {
        public int Index { get; private set; } = -1;

        public double[] Magnitudes { get; } = new double[spectrogram.BinCount];

        public double[] Phases { get; } = new double[spectrogram.BinCount];

        public void Load(int index)
        {
            if (index == Index)
                return;
            Index = index;
            for (var bin = 0; bin < Phases.Length; bin++)
            {
                var value = index < spectrogram.FrameCount ? spectrogram[bin, index] : Complex.Zero;
                (Magnitudes[bin], Phases[bin]) = (value.Magnitude, value.Phase);
            }
        }
    }
}
