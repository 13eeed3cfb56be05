using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Foundation;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation;

/// <summary>What all transforms have in common.</summary>
public class AudioTransformTests
{
    public static TheoryData<AudioTransform> All =>
        [new PitchShift(), new TimeStretch(), new Gain(), new AddNoise(), new LowPass(), new HighPass(), new Peaking(), new Reverb(),
            new ReversePolarity(), new TimeShift(),
            AudioTransform.Of("copy", (clip, rng) =>
                new(clip.SampleRate, [.. Enumerable.Range(0, clip.ChannelCount).Select(c => clip.Channel(c).ToArray())]))];

    [Fact]
    public void Every_transform_is_tried() => Assert.Equal(
        typeof(AudioTransform).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AudioTransform)) && !t.IsAbstract)
            .Select(t => t.Name).Order(),
        All.Select(row => row.Data.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_draw_gives_the_same_sound_and_another_draw_another(AudioTransform transform)
    {
        var clip = Signals.Noise(4000, seed: 1);
        var before = clip.Channel(0).ToArray();
        var (one, same, other) = (transform.Draw(new(1)), transform.Draw(new(1)), transform.Draw(new(2)));
        Assert.Equal(one, same);
        Assert.Equal(one.Apply(clip).Channel(0), same.Apply(clip).Channel(0));
        Assert.Equal(before, clip.Channel(0));
        Assert.NotEmpty(one.Summary);
        if (transform is not ReversePolarity) // which has nothing to draw
            Assert.NotEqual(one, other);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_read_back_from_json_is_what_was_written(AudioTransform transform)
    {
        var drawn = transform.Draw(new(1));
        Assert.Equal(transform, SpecJson.Read<AudioTransform>(SpecJson.Write(transform)));
        Assert.Equal(drawn, SpecJson.Read<DrawnTransform>(SpecJson.Write(drawn)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_shortest_and_the_silent_clip_stay_finite(AudioTransform transform)
    {
        foreach (var clip in new[] { Signals.Noise(1, seed: 1), new Workbench.Audio.AudioClip(8000, new float[300], new float[300]) })
        {
            var changed = transform.Draw(new(1)).Apply(clip, TestContext.Current.CancellationToken);
            Assert.Equal((clip.SampleRate, clip.ChannelCount), (changed.SampleRate, changed.ChannelCount));
            Assert.All(changed.Channel(0).ToArray(), sample => Assert.True(float.IsFinite(sample)));
        }
    }

    public static TheoryData<AudioTransform, string> Wrong => new()
    {
        { new PitchShift(1, -1), "PitchShift: semitones 1 to -1 must ascend within -12 to 12; -2 to 2 keeps the genre." },
        { new TimeStretch(0, 1), "TimeStretch: rates 0 to 1 must ascend within 0.5 to 2; 0.9 to 1.1 keeps the genre." },
        { new Gain(-6, double.NaN), "Gain: decibels -6 to NaN must ascend within -60 to 20; -6 to 6 is usual." },
        { new AddNoise(-50), "AddNoise: signal-to-noise ratios -50 to 40 must ascend within -20 to 120; 20 to 40 dB is usual." },
        { new LowPass(0), "LowPass: frequencies 0 to 10000 must ascend within 20 to 192000; 5000 to 10000 Hz dulls a little." },
        { new HighPass(200), "HighPass: frequencies 200 to 160 must ascend within 20 to 192000; 40 to 160 Hz thins a little." },
        { new Peaking(Q: 0), "Peaking: Q 0 must be 0.1 to 20; 1 is usual." },
        { new Reverb(Wet: 2), "Reverb: wet share 2 must be 0 to 1; 0.2 is usual." },
        { new TimeShift(-2), "TimeShift: shares -2 to 0.5 must ascend within -1 to 1; -0.5 to 0.5 reaches every place." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Bad_ranges_are_refused(AudioTransform transform, string problem) =>
        Assert.Equal(problem, Assert.Single(Assert.Throws<InvalidSpecException>(() => transform.Draw(new(1))).Problems));
}
