using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

public class AudioScreenTests
{
    private const int Rate = 8000;

    [Fact]
    public void Two_seconds_of_a_tone_are_fine() =>
        Assert.Null(AudioScreen.Reject(new AudioClip(Rate, TestAudio.Tone(440, Rate, 2 * Rate))));

    [Fact]
    public void A_clip_without_samples_is_rejected() =>
        Assert.Equal("has no samples", AudioScreen.Reject(new AudioClip(Rate, Array.Empty<float>())));

    [Fact]
    public void A_short_clip_is_rejected_with_its_length()
    {
        Assert.Equal("is too short: 0.500 s, at least 1 s are needed",
            AudioScreen.Reject(new AudioClip(Rate, TestAudio.Tone(440, Rate, Rate / 2))));
        Assert.Null(AudioScreen.Reject(new AudioClip(Rate, TestAudio.Tone(440, Rate, Rate))));
    }

    [Fact]
    public void Digital_silence_and_dither_are_rejected()
    {
        Assert.Equal("is silent: its peak is 0, at least 0.0001 (-80 dB) is needed",
            AudioScreen.Reject(new AudioClip(Rate, new float[2 * Rate])));
        Assert.StartsWith("is silent", AudioScreen.Reject(new AudioClip(Rate, TestAudio.Tone(440, Rate, 2 * Rate, 0.9e-4))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_with_less_than_half_a_second_of_sound_is_rejected()
    {
        Assert.Equal("is almost silent: 0.400 s of it are above -60 dB, at least 0.5 s are needed",
            AudioScreen.Reject(SoundThenSilence(0.4)));
        Assert.Null(AudioScreen.Reject(SoundThenSilence(0.5)));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Samples_that_are_no_numbers_are_rejected_with_their_place(float value, string name)
    {
        var samples = TestAudio.Tone(440, Rate, 2 * Rate);
        samples[Rate] = value;
        Assert.Equal($"has a sample that is no finite number ({name} at 1.000 s)", AudioScreen.Reject(new AudioClip(Rate, samples)));
    }

    [Fact]
    public void Only_mono_is_evaluated() =>
        Assert.Contains("2 channels", Assert.Throws<ArgumentException>(() => AudioScreen.Reject(new AudioClip(Rate, [0], [0]))).Message,
            StringComparison.Ordinal);

    private static AudioClip SoundThenSilence(double seconds)
    {
        var samples = new float[10 * Rate];
        TestAudio.Tone(440, Rate, (int)(seconds * Rate)).CopyTo(samples, 0);
        return new(Rate, samples);
    }
}
