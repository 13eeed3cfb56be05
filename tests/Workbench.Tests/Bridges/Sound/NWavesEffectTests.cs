using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Bridges;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Features.Spectra;
using Level = Workbench.Tests.Augmentation.Sound;

namespace Workbench.Tests.Bridges;

/// <summary>What all effects of NWaves have in common.</summary>
public class NWavesEffectTests
{
    private static readonly AudioClip Song = Signals.Of(30_000, i => 0.4 * Math.Sin(0.05 * i) + 0.1 * Math.Sin(i * i % 9973));

    public static TheoryData<NWavesEffect> All =>
        [new BitCrusher(), new Chorus(), new Compressor(), new Flanger(), new Phaser(), new TubeDistortion()];

    [Fact]
    public void Every_effect_is_tried() => Assert.Equal(
        typeof(NWavesEffect).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(NWavesEffect))).Select(t => t.Name).Order(),
        All.Select(row => row.Data.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_draw_gives_the_same_sound_and_another_draw_another(NWavesEffect effect)
    {
        var before = Song.Channel(0).ToArray();
        var (one, same, other) = (effect.Draw(new(1)), effect.Draw(new(1)), effect.Draw(new(2)));
        Assert.Equal(one, same);
        Assert.Equal(one.Apply(Song).Channel(0), same.Apply(Song).Channel(0));
        Assert.Equal(before, Song.Channel(0));
        Assert.NotEmpty(one.Summary);
        Assert.NotEqual(one, other);
        Assert.NotEqual(before, one.Apply(Song).Channel(0).ToArray());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_read_back_from_JSON_is_what_was_written(NWavesEffect effect)
    {
        AugmentationSpec spec = new() { Transforms = [effect] };
        Assert.Equal(spec, SpecJson.Read<AugmentationSpec>(SpecJson.Write(spec)));
        var drawn = effect.Draw(new(1));
        Assert.Equal(drawn, SpecJson.Read<DrawnTransform>(SpecJson.Write(drawn)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Length_rate_and_loudness_stay_and_nothing_passes_full_scale(NWavesEffect effect)
    {
        foreach (var seed in Enumerable.Range(0, 5))
            foreach (var clip in new[] { Song, Signals.Noise(20_000, seed), new AudioClip(8000, Song.Channel(0).ToArray()) })
            {
                var changed = effect.Draw(new(seed)).Apply(clip, TestContext.Current.CancellationToken);
                Assert.Equal((clip.SampleRate, clip.SampleCount), (changed.SampleRate, changed.SampleCount));
                var peak = changed.Channel(0).ToArray().Max(Math.Abs);
                Assert.InRange(peak, 0, 1 + 1e-6f); // float32
                Assert.InRange(Level.Level(changed) - Level.Level(clip), peak < 0.9999 ? -1e-4 : -12, 1e-4); // float32
            }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_soft_song_is_changed_as_a_loud_one(NWavesEffect effect)
    {
        AudioClip soft = new(Song.SampleRate, [.. Song.Channel(0).ToArray().Select(sample => sample / 1024)]); // exact in binary
        var (drawn, loud) = (effect.Draw(new(1)), effect.Draw(new(1)).Apply(Song).Channel(0).ToArray());
        var changed = drawn.Apply(soft).Channel(0).ToArray();
        for (var i = 0; i < loud.Length; i++)
            Assert.Equal(loud[i], 1024 * changed[i], 1e-6); // float32
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Silence_stays_silent_and_the_shortest_and_softest_clips_stay_finite(NWavesEffect effect)
    {
        var drawn = effect.Draw(new(1));
        Assert.All(drawn.Apply(new(8000, new float[300], new float[300])).Channel(1).ToArray(), sample => Assert.Equal(0, sample));
        AudioClip[] clips =
        [
            new(8000, Array.Empty<float>()), Signals.Noise(1, seed: 1), Signals.Of(500, i => (i % 7 - 3) * 1e-40),
            Signals.Of(60_000, i => i == 5 ? 1 : 0),
            Signals.Of(500, i => 900 * Math.Sin(i)), new(1000, [.. Song.Channel(0)[..2000]]),
        ];
        Assert.All(clips, clip => Assert.All(drawn.Apply(clip).Channel(0).ToArray(), sample => Assert.True(float.IsFinite(sample))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Channels_get_effects_of_their_own_and_keep_their_balance(NWavesEffect effect)
    {
        var samples = Song.Channel(0).ToArray();
        var drawn = effect.Draw(new(1));
        var twice = drawn.Apply(new(22_050, samples, samples));
        var once = drawn.Apply(Song);
        Assert.Equal(once.Channel(0), twice.Channel(0));
        Assert.Equal(once.Channel(0), twice.Channel(1));
        var leftOnly = drawn.Apply(new(22_050, samples, new float[samples.Length]));
        Assert.All(leftOnly.Channel(1).ToArray(), sample => Assert.Equal(0, sample));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_no_sound_is_refused(NWavesEffect effect) => Assert.Contains("A sample is NaN, which is no sound",
        Assert.Throws<WorkbenchException>(() => effect.Draw(new(1)).Apply(new(8000, [0, float.NaN]))).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(All))]
    public void A_copy_keeps_the_labels_and_says_what_was_done(NWavesEffect effect)
    {
        Track song = new() { Id = "a", AudioPath = "a.wav", Labels = ["Pop", "Rock"] };
        AugmentedCopy copy = new(song, 1, [effect.Draw(new(1))]);
        Assert.Equal(song.Labels, copy.Track.Labels);
        Assert.Equal(effect.Draw(new(1)).Summary, copy.Summary);
        Assert.Equal(effect.Draw(new(1)).Apply(Song).Channel(0), copy.Apply(Song).Channel(0));
    }

    [Fact]
    public void Work_that_is_stopped_ends()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Phaser().Draw(new(1)).Apply(Song, stop.Token));
    }

    public static TheoryData<NWavesEffect, string> Wrong => new()
    {
        { new BitCrusher(1), "BitCrusher: bits 1 to 10 must ascend within 2 to 16; 6 to 10 roughens and keeps the genre." },
        { new Chorus(Milliseconds: 0), "Chorus: milliseconds 0 must be 1 to 50; 15 is usual." },
        { new Chorus(Wet: double.NaN), "Chorus: wet share NaN must be 0 to 1; 0.5 is usual." },
        { new Compressor(MaxRatio: 30), "Compressor: ratios 2 to 30 must ascend within 1 to 20; 2 to 6 is usual." },
        { new Compressor(-15, -30), "Compressor: threshold decibels -15 to -30 must ascend within -60 to 0; -30 to -15 is usual." },
        { new Flanger(0), "Flanger: hertz 0 to 1 must ascend within 0.05 to 10; 0.1 to 1 is usual." },
        { new Phaser(Q: 0), "Phaser: Q 0 must be 0.1 to 10; 0.5 is usual." },
        { new TubeDistortion(6, 50), "TubeDistortion: decibels 6 to 50 must ascend within 0 to 40; 6 to 18 warms and bites." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Bad_ranges_are_refused(NWavesEffect effect, string problem) =>
        Assert.Equal(problem, Assert.Single(Assert.Throws<InvalidSpecException>(() => effect.Draw(new(1))).Problems));
}
