using Workbench.Audio;
using Workbench.Bridges;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Bridges;

/// <summary>What each effect of NWaves does to sound.</summary>
public class EffectSoundTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    public void Bits_leave_noise_of_the_power_of_a_rounding_error(int bits)
    {
        var noise = Signals.Noise(40_000, seed: 1);
        var changed = Apply(new BitCrusher(bits, bits), noise);
        // Rounding noise has a twelfth of a squared step, samples from -1 to 1 a third: 6.02 dB a bit. The clip's peak is a little below 1.
        Assert.Equal(20 * bits * Math.Log10(2), SignalToNoise(noise, changed), 0.15); // three deviations of a mean of 40,000 squares
    }

    [Fact]
    public void A_compressor_brings_soft_and_loud_nearer_to_each_other()
    {
        var steps = Signals.Of(44_000, i => (i % 22_000 < 11_000 ? 1 : 0.1) * Math.Sin(0.3 * i));
        var changed = Apply(new Compressor(-30, -30, 4, 4), steps);
        double Level(AudioClip clip, int from) =>
            10 * Math.Log10(clip.Channel(0).Slice(from, 5000).ToArray().Average(sample => (double)sample * sample));
        Assert.Equal(20, Level(steps, 5000) - Level(steps, 16_000), 0.1); // a whole number of periods but for the ends
        // A sine at 0 and one at -20 dB, a quarter of what is above -30 dB, are 5 apart; the detector follows every half wave.
        Assert.InRange(Level(changed, 5000) - Level(changed, 16_000), 4, 12);
        Assert.True(Crest(changed) < Crest(steps) - 1);
    }

    [Fact]
    public void A_ratio_of_one_compresses_nothing()
    {
        var noise = Signals.Noise(9000, seed: 1);
        var changed = Apply(new Compressor(-30, -30, 1, 1), noise);
        for (var i = 0; i < 9000; i++)
            Assert.Equal(noise.Channel(0)[i], changed.Channel(0)[i], 1e-5); // float32
    }

    [Fact]
    public void A_tube_adds_even_and_odd_overtones()
    {
        var tone = Signals.Of(Rate, i => 0.5 * Math.Sin(2 * Math.PI * 440 / Rate * i));
        var changed = Apply(new TubeDistortion(12, 12), tone);
        Assert.All(new[] { 880, 1320, 1760 }, overtone => Assert.InRange(Power(tone, overtone), 0, 1e-10)); // float32
        Assert.InRange(Power(changed, 880) / Power(changed, 440), 1e-3, 1);
        Assert.InRange(Power(changed, 1320) / Power(changed, 440), 1e-4, 1);
        Assert.InRange(Power(changed, 550) / Power(changed, 440), 0, 1e-4); // what swings in, and nothing between the overtones
    }

    [Fact]
    public void A_phaser_takes_out_the_band_where_it_is()
    {
        var noise = Signals.Noise(Rate, seed: 1);
        // A triangle once in twenty seconds: it starts in the middle of its band, at 1650 Hz, and is near it for the first tenth.
        var changed = Apply(new Phaser(0.05, 0.05), noise);
        double Kept(double frequency) => Octave(changed, frequency) / Octave(noise, frequency);
        Assert.InRange(Kept(1650) / Kept(150), 0, 0.1);
        Assert.InRange(Kept(8000) / Kept(150), 0.8, 1.25); // a notch leaves what is far from it
    }

    [Fact]
    public void A_flanger_adds_one_echo_of_its_depth()
    {
        var changed = Apply(new Flanger(0.05, 0.05, Milliseconds: 3, Depth: 0.7), Pulse()).Channel(0).ToArray();
        // The sine begins in the middle, between one sample and 66.15, and hardly moves: two samples share the echo.
        Assert.Equal(0.7, changed[33..36].Sum() / changed[0], 1e-3); // it moves by 0.001 samples in one
        Assert.All(changed[1..33].Concat(changed[36..]), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_chorus_adds_an_echo_for_each_of_three()
    {
        var changed = Apply(new Chorus(0.05, 0.05, Milliseconds: 15, Wet: 0.5), Pulse()).Channel(0).ToArray();
        foreach (var delay in new[] { 1, 0.83, 0.71 })
        {
            var at = (int)(0.5 * (1 + delay * 0.015 * Rate));
            Assert.Equal(1 / 3.0, changed[(at - 1)..(at + 4)].Sum() / changed[0], 5e-3); // the delay moves by 0.003 samples in one
        }
        Assert.Equal(2, changed.Sum() / changed[0], 2e-2); // all there is
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(10)]
    public void Delays_that_go_to_and_fro_do_not_click(double hertz)
    {
        var tone = Signals.Of(3 * Rate, i => 0.5 * Math.Sin(2 * Math.PI * 100 / Rate * i));
        var slower = Math.Min(5, hertz);
        foreach (var effect in new NWavesEffect[] { new Flanger(hertz, hertz, Depth: 1), new Chorus(slower, slower, Wet: 1) })
        {
            var samples = Apply(effect, tone).Channel(0).ToArray()[Rate..];
            var steepest = 2 * Math.PI * 100 / Rate * samples.Max(Math.Abs);
            // A delay that shrinks makes the tone higher: by 3 ms ten times a second at most a tenth, by 15 ms five times a quarter.
            Assert.InRange(samples.Zip(samples.Skip(1), (a, b) => Math.Abs(a - b)).Max(), 0, 1.5 * steepest);
        }
    }

    private static AudioClip Apply(NWavesEffect effect, AudioClip clip) =>
        effect.Draw(new(1)).Apply(clip, TestContext.Current.CancellationToken);

    private static AudioClip Pulse() => Signals.Of(1000, i => i == 0 ? 0.5 : 0);

    /// <summary>Power of the part of a clip that is like another, over that of the rest, in dB.</summary>
    private static double SignalToNoise(AudioClip signal, AudioClip changed)
    {
        var (x, y) = (signal.Channel(0).ToArray(), changed.Channel(0).ToArray());
        var gain = x.Zip(y, (a, b) => (double)a * b).Sum() / x.Sum(a => (double)a * a);
        return 10 * Math.Log10(gain * gain * x.Sum(a => (double)a * a) / x.Zip(y, (a, b) => Math.Pow(b - gain * a, 2)).Sum());
    }

    /// <summary>Peak over root mean square, in dB.</summary>
    private static double Crest(AudioClip clip)
    {
        var samples = clip.Channel(0).ToArray();
        return 20 * Math.Log10(samples.Max(Math.Abs)) - 10 * Math.Log10(samples.Average(sample => (double)sample * sample));
    }

    /// <summary>Power of a tone in a second of sound, its beginning left out; a whole number of hertz has whole periods.</summary>
    private static double Power(AudioClip clip, int frequency)
    {
        var (re, im) = (0.0, 0.0);
        for (var i = clip.SampleCount / 2; i < clip.SampleCount; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * frequency / Rate * i);
            (re, im) = (re + cos * clip.Channel(0)[i], im + sin * clip.Channel(0)[i]);
        }
        return (re * re + im * im) / Math.Pow(clip.SampleCount / 2, 2);
    }

    /// <summary>Power in a third of an octave about a frequency, in the first tenth of a second.</summary>
    private static double Octave(AudioClip clip, double frequency)
    {
        AudioClip start = new(Rate, [.. clip.Channel(0)[..(Rate / 10)]]);
        return Enumerable.Range(0, 41).Sum(i => Tone(frequency * Math.Pow(2, (i - 20) / 120.0)));

        double Tone(double hertz)
        {
            var (re, im) = (0.0, 0.0);
            for (var i = 0; i < start.SampleCount; i++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * hertz / Rate * i);
                (re, im) = (re + cos * start.Channel(0)[i], im + sin * start.Channel(0)[i]);
            }
            return re * re + im * im;
        }
    }
}
