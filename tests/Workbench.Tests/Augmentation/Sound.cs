using Workbench.Audio;
using Workbench.Features.Spectra;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation;

/// <summary>What is measured of sound.</summary>
internal static class Sound
{
    /// <summary>A sine of amplitude a half at 22,050 Hz.</summary>
    public static AudioClip Tone(double frequency, int sampleCount) =>
        Signals.Of(sampleCount, i => 0.5 * Math.Sin(2 * Math.PI * frequency * i / 22_050));

    /// <summary>Mean power in decibels.</summary>
    public static double Level(AudioClip clip) => 10 * Math.Log10(clip.Channel(0).ToArray().Average(s => (double)s * s));

    /// <summary>Frequency of a tone, from where it rises through zero, between samples too; the ends are left out.</summary>
    public static double Frequency(AudioClip clip)
    {
        var samples = clip.Channel(0)[4096..^4096].ToArray();
        double[] rises = [.. Enumerable.Range(1, samples.Length - 1).Where(i => samples[i - 1] < 0 && samples[i] >= 0)
            .Select(i => i - samples[i] / (samples[i] - samples[i - 1]))];
        return clip.SampleRate * (rises.Length - 1) / (rises[^1] - rises[0]);
    }

    /// <summary>Correlation of the magnitudes of two clips of one length.</summary>
    public static double SpectralLikeness(AudioClip a, AudioClip b)
    {
        var (x, y) = (ComplexSpectrogram.Of(a), ComplexSpectrogram.Of(b));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var frame = 0; frame < x.FrameCount; frame++)
            for (var bin = 0; bin < x.BinCount; bin++)
            {
                var (p, q) = (x[bin, frame].Magnitude, y[bin, frame].Magnitude);
                (xx, yy, xy) = (xx + p * p, yy + q * q, xy + p * q);
            }
        return xy / Math.Sqrt(xx * yy);
    }
}
