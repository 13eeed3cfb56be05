using Workbench.Audio;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Recommendation;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation;

/// <summary>Songs that are noise of two colours, with one excerpt in both.</summary>
public sealed class MomentsAlikeTests : IDisposable
{
    private const int Rate = 22_050;

    private readonly TempFolder folder = new();
    private static readonly TrainedModel HearsSongs = TrainingSamples.Train(out _);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(12.0, 20.5)]
    [InlineData(0.0, 31.3)]
    [InlineData(27.4, 3.1)]
    public void An_excerpt_that_is_in_both_songs_is_found_where_it_is(double asked, double found)
    {
        var excerpt = Melody(MomentWindows.WindowSeconds);
        var (one, other) = (Song("a.wav", 40, Hiss(1), (asked, excerpt)), Song("b.wav", 40, Rumble(2), (found, excerpt)));
        var moments = MomentsAlike.Of(HearsSongs, one, other, new() { Threads = 1 });
        Assert.Equal(asked, moments.AskedSeconds, MomentWindows.HopSeconds);
        Assert.Equal(found, moments.FoundSeconds, MomentWindows.HopSeconds);
        Assert.Equal(MomentWindows.WindowSeconds, moments.Seconds);
        Assert.InRange(moments.Similarity, 0.9, 1);
        Assert.Equal(moments, MomentsAlike.Of(HearsSongs, one, other, new() { Threads = 3 }));
    }

    [Fact]
    public void A_model_that_hears_segments_compares_what_it_hears_of_them()
    {
        const int Frames = 86; // 2 s
        var bands = FeatureSpec.LogMel(24);
        var model = DrawnModel.Make(bands,
            new([new Conv2d(12, 3), new Relu(), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = Frames },
            new ClipFrames(new FeatureExtractor(bands).Extract(new(Rate, [.. Hiss(3)(4), .. Rumble(4)(4), .. Melody(4)]))));
        var excerpt = Melody(2);
        var moments = MomentsAlike.Of(model, Song("a.wav", 20, Hiss(1), (6, excerpt)), Song("b.wav", 20, Rumble(2), (11, excerpt)));
        var seconds = Frames * bands.FrameSeconds;
        Assert.Equal(seconds, moments.Seconds, 1e-9);
        Assert.Equal(6, moments.AskedSeconds, seconds / 4);
        Assert.Equal(11, moments.FoundSeconds, seconds / 4);
    }

    [Fact]
    public void Fades_that_are_the_same_are_no_moments()
    {
        float[] fade = [.. Hiss(7)(10).Select(sample => sample / 100)];
        var moments = MomentsAlike.Of(HearsSongs, Song("a.wav", 30, Hiss(1), (20, fade)), Song("b.wav", 34, Rumble(2), (24, fade)));
        Assert.InRange(moments.AskedSeconds, 0, 20);
        Assert.InRange(moments.FoundSeconds, 0, 24);
    }

    [Fact]
    public void The_tempi_of_both_songs_are_told()
    {
        string Clicks(string name, double tempo) => Song(name, 30, seconds => new float[seconds * Rate],
            [.. Enumerable.Range(0, (int)(29 * tempo / 60)).Select(beat => (beat * 60 / tempo, Hiss(1)(1)[..2000]))]);
        var tempo = MomentsAlike.Of(HearsSongs, Clicks("a.wav", 120), Clicks("b.wav", 96)).Tempo;
        Assert.NotNull(tempo);
        Assert.Equal((SimilarityPart.Rhythm, "tempo", false), (tempo.Part, tempo.Name, tempo.IsClose));
        Assert.Equal(120, tempo.Asked, 120 * 0.03); // a lag is a whole number of frames
        Assert.Equal(96, tempo.Found, 96 * 0.03);
    }

    [Fact]
    public void A_song_is_most_like_itself_at_the_same_time()
    {
        var song = Song("a.wav", 12, Hiss(1), (3, Melody(5)));
        var moments = MomentsAlike.Of(HearsSongs, song, song);
        Assert.Equal(moments.AskedSeconds, moments.FoundSeconds);
        Assert.Equal(1, moments.Similarity, 1e-6); // float32 products
        Assert.Equal("0:42 is most like 1:13 (5 s, similarity 0.90)", new MomentsAlike(42.9, 73, 5, 0.9).ToString());
    }

    [Fact]
    public void Songs_that_are_gone_silent_or_too_short_are_refused_with_the_reason()
    {
        var song = Song("a.wav", 6, Hiss(1));
        string Refusal(string other) =>
            Assert.Throws<UnreadableAudioException>(() => MomentsAlike.Of(HearsSongs, song, other)).Message;
        var (gone, brief) = (folder.File("gone.wav"), Song("brief.wav", 4.2, Hiss(2)));
        var silent = Song("silent.wav", 6, seconds => new float[seconds * Rate]);
        Assert.StartsWith(gone, Refusal(gone), StringComparison.Ordinal);
        Assert.Equal($"{brief}: is too short for moments to be found in it: 4.2 s, at least 5.0 s are needed.", Refusal(brief));
        Assert.Equal($"{silent}: is silent; no moments can be found in it.", Refusal(silent));
    }

    private string Song(string name, double seconds, Func<int, float[]> background, params (double Start, float[] Samples)[] excerpts)
    {
        var samples = background((int)Math.Ceiling(seconds))[..(int)(seconds * Rate)];
        foreach (var (start, excerpt) in excerpts)
            excerpt.CopyTo(samples, (int)(start * Rate));
        WavFile.Write(folder.File(name), new(Rate, samples));
        return folder.File(name);
    }

    private static Func<int, float[]> Hiss(int seed) => seconds =>
    {
        var rng = new Random(seed);
        return [.. Enumerable.Range(0, seconds * Rate).Select(_ => (float)(rng.NextDouble() - 0.5) * 0.6f)];
    };

    private static Func<int, float[]> Rumble(int seed) => seconds =>
    {
        var (rng, level) = (new Random(seed), 0.0);
        return [.. Enumerable.Range(0, seconds * Rate).Select(_ => (float)(level = 0.98 * level + 0.05 * (rng.NextDouble() - 0.5)))];
    };

    /// <summary>A rising scale, eight notes.</summary>
    private static float[] Melody(double seconds)
    {
        var count = (int)(seconds * Rate);
        return [.. Enumerable.Range(0, count).Select(i =>
            (float)(0.5 * Math.Sin(2 * Math.PI * 220 * Math.Pow(2, i * 8 / count / 6.0) * i / Rate)))];
    }
}
