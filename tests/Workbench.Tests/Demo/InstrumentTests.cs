using Workbench.Audio.Filters;
using Workbench.Demo;
using Workbench.Demo.Effects;
using Workbench.Demo.Instruments;

namespace Workbench.Tests.Demo;

public class InstrumentTests
{
    private static readonly Dictionary<string, Patch> Tuned = new()
    {
        ["steel guitar"] = Patches.SteelGuitar,
        ["upright bass"] = Patches.UprightBass,
        ["heavy guitar"] = Patches.HeavyGuitar,
        ["piano"] = Patches.Piano,
        ["electric piano"] = Patches.ElectricPiano,
        ["organ"] = Patches.Organ,
        ["square lead"] = Patches.SquareLead,
        ["violin"] = Patches.Violin,
        ["flute"] = Patches.Flute,
        ["saxophone"] = Patches.Saxophone,
        ["singer"] = Patches.Singer,
    };

    public static TheoryData<string> TunedNames => [.. Tuned.Keys];

    [Theory]
    [MemberData(nameof(TunedNames))]
    public void An_instrument_plays_the_pitch_it_is_asked_for(string name)
    {
        const double Hertz = 220;
        var part = new ScorePart(Trait.Lead, Tuned[name], [new(0, 1.5, 57, 0.8f)]);
        var sound = Synthesizer.Play(part, 2 * Sound.SampleRate, new Random(1))[Sound.Samples(0.3)..Sound.Samples(1.3)];

        var best = Enumerable.Range(60, 90).MaxBy(lag => Correlation(sound, lag));
        var (before, at, after) = (Correlation(sound, best - 1), Correlation(sound, best), Correlation(sound, best + 1));
        var lag = best + 0.5 * (before - after) / (before - 2 * at + after); // the parabola's top
        Assert.Equal(Hertz, Sound.SampleRate / lag, 0.01 * Hertz); // 17 cents: vibrato and chorus sway by more than that
    }

    [Fact]
    public void An_envelope_rises_falls_to_its_sustain_and_fades_by_its_time_constants()
    {
        var shape = new Envelope(0.1, 0.05, 0.5f, 0.2).Shape(new(0, 1, 60, 0.8f), int.MaxValue);
        Assert.Equal(0.8f * 0.5f, shape[Sound.Samples(0.05)], 0.001f); // half way up
        Assert.Equal(0.8f * (0.5f + 0.5f * MathF.Exp(-1)), shape[Sound.Samples(0.15)], 0.001f); // one decay constant after the top
        Assert.Equal(0.8f * 0.5f, shape[Sound.Samples(0.99)], 0.001f);
        Assert.Equal(0.8f * 0.5f * MathF.Exp(-1), shape[Sound.Samples(1.2)], 0.001f); // one release constant after the end
    }

    [Fact]
    public void Filters_pass_and_stop_what_they_say()
    {
        Assert.Equal(-3.01, ResponseDb(Biquad<float>.LowPass(Sound.Angle(1000), Sound.FlatQ), 1000), 0.02);
        Assert.Equal(-3.01, ResponseDb(Biquad<float>.HighPass(Sound.Angle(1000), Sound.FlatQ), 1000), 0.02);
        Assert.Equal(0, ResponseDb(Biquad<float>.BandPass(Sound.Angle(1000), 2), 1000), 0.02);
        Assert.Equal(6, ResponseDb(Biquad<float>.Peaking(Sound.Angle(1000), 1, 6), 1000), 0.02);
        Assert.Equal(4, ResponseDb(Biquad<float>.LowShelf(Sound.Angle(1000), Sound.FlatQ, 4), 30), 0.02);
        Assert.Equal(0, ResponseDb(Biquad<float>.LowShelf(Sound.Angle(1000), Sound.FlatQ, 4), 10_500), 0.02);
        Assert.Equal(-5, ResponseDb(Biquad<float>.HighShelf(Sound.Angle(1000), Sound.FlatQ, -5), 10_500), 0.02);
        Assert.Equal(0, ResponseDb(Biquad<float>.HighShelf(Sound.Angle(1000), Sound.FlatQ, -5), 30), 0.02);
    }

    [Fact]
    public void A_room_falls_silent_in_its_time()
    {
        var sound = new float[3 * Sound.SampleRate];
        sound[0] = 1;
        new Reverb(Seconds: 2, Damping: 0).Apply(sound);
        var early = Sound.Loudness(sound.AsSpan(Sound.Samples(0.5), Sound.Samples(0.3)));
        var late = Sound.Loudness(sound.AsSpan(Sound.Samples(1.5), Sound.Samples(0.3)));
        Assert.Equal(-30, 20 * Math.Log10(late / early), 1.5); // 60 dB in 2 s; blocks hold few echoes, hence the tolerance
    }

    [Fact]
    public void An_echo_comes_back_after_its_time()
    {
        var sound = new float[Sound.SampleRate];
        sound[0] = 1;
        new Echo(Seconds: 0.2, Feedback: 0.5, Mix: 0.4).Apply(sound);
        Assert.Equal(1, sound[0]);
        Assert.True(sound.AsSpan(1, Sound.Samples(0.2) - 1).IndexOfAnyExcept(0) < 0);
        Assert.NotEqual(0, sound[Sound.Samples(0.2)]);
    }

    private static double Correlation(float[] sound, int lag)
    {
        var sum = 0.0;
        for (var i = 0; i + lag < sound.Length; i++)
            sum += sound[i] * sound[i + lag];
        return sum / (sound.Length - lag);
    }

    /// <summary>Gain of a settled sine.</summary>
    private static double ResponseDb(Biquad<float> filter, double hertz)
    {
        double input = 0, output = 0;
        for (var i = 0; i < 2 * Sound.SampleRate; i++)
        {
            var x = (float)Math.Sin(Math.Tau * hertz * i / Sound.SampleRate);
            var y = filter.Next(x);
            if (i < Sound.SampleRate)
                continue;
            input += x * x;
            output += y * y;
        }
        return 10 * Math.Log10(output / input);
    }
}
