namespace Workbench.Demo;

/// <summary>Units of sound: what one sample, one decibel and one semitone are.</summary>
internal static class Sound
{
    /// <summary>Samples a second of everything the corpus contains.</summary>
    public const int SampleRate = 22_050;

    /// <summary>Q of a filter without a resonance.</summary>
    public const double FlatQ = 0.7071;

    /// <summary>Frequency of a pitch in semitones, MIDI counting: 69 is 440 Hz.</summary>
    public static double Hertz(double pitch) => 440 * Math.Pow(2, (pitch - 69) / 12);

    /// <summary>A frequency in radians a sample, as filters take it; kept within what a filter can do.</summary>
    public static double Angle(double hertz) => Math.Tau * Math.Clamp(hertz, 10, 0.49 * SampleRate) / SampleRate;

    /// <summary>Amplitude factor of a gain in decibels.</summary>
    public static float Gain(double decibels) => (float)Math.Pow(10, decibels / 20);

    /// <summary>Whole samples in a time.</summary>
    public static int Samples(double seconds) => (int)(seconds * SampleRate);

    /// <summary>
    /// Root mean square of the parts that sound: 50 ms blocks within 20 dB of the loudest one. A part that plays one note
    /// a bar is thus as loud as one that never rests.
    /// </summary>
    public static float Loudness(ReadOnlySpan<float> samples)
    {
        const int Block = SampleRate / 20;
        var powers = new List<float>();
        for (var start = 0; start < samples.Length; start += Block)
        {
            var power = 0f;
            var block = samples[start..Math.Min(start + Block, samples.Length)];
            foreach (var sample in block)
                power += sample * sample;
            powers.Add(power / block.Length);
        }
        var threshold = powers.Max() / 100;
        return MathF.Sqrt(powers.Where(p => p >= threshold).Average());
    }

    /// <summary>Hyperbolic tangent to 3 %, always within -1 and 1: the curve of an overdriven valve.</summary>
    public static float SoftClip(float x)
    {
        x = Math.Clamp(x, -3f, 3f);
        return x * (27 + x * x) / (27 + 9 * x * x);
    }
}
