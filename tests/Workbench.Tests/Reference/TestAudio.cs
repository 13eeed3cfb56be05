using Workbench.Audio;

namespace Workbench.Tests.Reference;

/// <summary>Sounds and measures that several tests use.</summary>
internal static class TestAudio
{
    /// <summary>The decoder of that name; skips the calling test where it is not installed.</summary>
    public static IAudioDecoder InstalledDecoder(string name)
    {
        var decoder = AudioFile.Decoders.Single(d => d.Name == name);
        Assert.SkipUnless(decoder.IsInstalled, $"needs {name}; run environment/install-audio.sh");
        return decoder;
    }

    /// <summary>Root mean square and largest magnitude.</summary>
    public static (double Rms, double Peak) Measure(ReadOnlySpan<float> samples)
    {
        double energy = 0, peak = 0;
        foreach (var sample in samples)
        {
            energy += (double)sample * sample;
            peak = Math.Max(peak, Math.Abs(sample));
        }
        return (Math.Sqrt(energy / samples.Length), peak);
    }

    /// <summary>A sine from phase 0.</summary>
    public static float[] Tone(double frequency, int sampleRate, int sampleCount, double amplitude = 0.5)
    {
        var samples = new float[sampleCount];
        for (var i = 0; i < sampleCount; i++)
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / sampleRate));
        return samples;
    }
}
