using Workbench.Audio;

namespace Workbench.Tests.Reference.Synthetic;

/// <summary>The signals that librosa heard, by the formulas of <c>scripts/signals.py</c>: both make the same 16-bit samples.</summary>
internal static class SyntheticSignals
{
    private const int Rate = 22_050;

    private static readonly double[] Scale = [261.6256, 293.6648, 329.6276, 349.2282, 391.9954, 440.0, 493.8833, 523.2511];

    private static readonly double[][] Chords =
        [[261.6256, 329.6276, 391.9954], [220.0, 261.6256, 329.6276], [174.6141, 220.0, 261.6256], [195.9977, 246.9417, 293.6648]];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["chirp_noise_clicks", "plucked_scale", "chords_and_drums"];

    /// <summary>The 16-bit samples of a signal at 22,050 Hz.</summary>
    public static short[] Samples(string name) => Quantised(name switch
    {
        "chirp_noise_clicks" => ChirpNoiseClicks(Rate, seconds: 10),
        "plucked_scale" => PluckedScale(),
        "chords_and_drums" => ChordsAndDrums(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such signal."),
    });

    /// <summary>Two seconds of the chirp at 44,100 Hz, to be resampled.</summary>
    public static short[] SamplesToHalve() => Quantised(ChirpNoiseClicks(2 * Rate, seconds: 2));

    /// <summary>The sound of 16-bit samples.</summary>
    public static AudioClip Clip(int rate, short[] samples) => new(rate, [.. samples.Select(sample => sample / 32_768f)]);

    /// <summary>A tone from 50 to 9000 Hz, noise that is ten times as loud from four to six seconds, a click each half second.</summary>
    private static IEnumerable<double> ChirpNoiseClicks(int rate, int seconds)
    {
        SyntheticTone chirp = new(50, 9000, rate * seconds, rate);
        SyntheticNoise noise = new(1);
        for (var i = 0; i < rate * seconds; i++)
        {
            var loudness = i >= 4 * rate && i < 6 * rate ? 0.2 : 0.02;
            yield return 0.35 * chirp.Next() + loudness * noise.Next() + (i % (rate / 2) < 10 ? 0.4 : 0);
        }
    }

    /// <summary>Digital silence, C major on strings (Karplus and Strong) that are plucked each second, silence; a second each.</summary>
    private static IEnumerable<double> PluckedScale()
    {
        var silence = Enumerable.Repeat(0.0, Rate);
        SyntheticNoise pluck = new(2), hiss = new(3);
        return [.. silence, .. Scale.SelectMany(frequency => Plucked(frequency, pluck, hiss)), .. silence];
    }

    private static IEnumerable<double> Plucked(double frequency, SyntheticNoise pluck, SyntheticNoise hiss)
    {
        var wave = new double[(int)Math.Floor(Rate / frequency + 0.5)];
        for (var i = 0; i < wave.Length; i++)
            wave[i] = 0.5 * pluck.Next();
        for (var i = 0; i < Rate; i++)
        {
            var at = i % wave.Length;
            var value = wave[at];
            wave[at] = 0.498 * (value + wave[(i + 1) % wave.Length]);
            yield return value + 0.002 * hiss.Next();
        }
    }

    /// <summary>C, A minor, F and G, a chord for two beats of half a second, a bass drum on and a cymbal between the beats.</summary>
    private static IEnumerable<double> ChordsAndDrums()
    {
        SyntheticNoise cymbal = new(4), hiss = new(5);
        const int Beat = Rate / 2;
        for (var number = 0; number < 10; number++)
        {
            (SyntheticTone Tone, double Weight)[] tones =
            [
                .. from tone in Chords[number / 2 % 4]
                   from partial in Enumerable.Range(1, 4)
                   select (new SyntheticTone(partial * tone, partial * tone, 1, Rate), 0.09 / partial),
            ];
            SyntheticTone drum = new(120, 40, Beat, Rate);
            var (ringing, drumming, hissing) = (1.0, 1.0, 0.0);
            for (var i = 0; i < Beat; i++)
            {
                hissing = i == Beat / 2 ? 1 : hissing;
                var chord = tones.Sum(t => t.Weight * t.Tone.Next());
                yield return ringing * chord + 0.4 * drumming * drum.Next() + 0.15 * hissing * cymbal.Next() + 0.001 * hiss.Next();
                (ringing, drumming, hissing) = (0.9999 * ringing, 0.9993 * drumming, 0.998 * hissing);
            }
        }
    }

    private static short[] Quantised(IEnumerable<double> signal) => [.. signal.Select(value => (short)Math.Floor(32_768 * value + 0.5))];
}
