using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

public class RhythmTests
{
    private const double FrameRate = 22_050 / 512.0;
    private const double Tolerance = 0.07; // seconds, as beat trackers are evaluated

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(30);

    [Fact]
    public void The_tempo_of_clicks_is_theirs_as_near_as_whole_frames_allow()
    {
        var trains = from tempo in Gen.Choose(8000, 16_000)
                     from start in Gen.Choose(0, 500)
                     select (Tempo: tempo / 100.0, Start: start / 1000.0);
        BeatTracker tracker = new();
        Check.One(Quick, Prop.ForAll(Arb.From(trains), train =>
        {
            var beats = tracker.Track(Train(train.Tempo, train.Start));
            var (expected, actual) = (60 * FrameRate / train.Tempo, 60 * FrameRate / beats.Tempo);
            // Half a frame off, a beat is less like the next one than like the one after that (in librosa too).
            var betweenFrames = Math.Abs(expected - Math.Floor(expected) - 0.5) < 0.1;
            return Math.Abs(actual - expected) < 0.75 || (betweenFrames && Math.Abs(actual - 2 * expected) < 0.75);
        }));
    }

    [Fact]
    public void The_beats_of_clicks_lie_on_them_and_none_is_left_out()
    {
        var trains = from beatFrames in Gen.Choose(17, 32)
                     from start in Gen.Choose(0, 500)
                     select (Seconds: beatFrames / FrameRate, Start: start / 1000.0);
        BeatTracker tracker = new();
        Check.One(Quick, Prop.ForAll(Arb.From(trains), train =>
        {
            var beats = tracker.Track(Train(60 / train.Seconds, train.Start)).Times;
            double[] clicks = [.. Enumerable.Range(0, 200).Select(k => train.Start + k * train.Seconds).TakeWhile(time => time < 19)];
            return beats.All(beat => beat < 2 || clicks.Any(click => Math.Abs(click - beat) < Tolerance))
                && clicks.All(click => click is < 2 or > 17 || beats.Any(beat => Math.Abs(click - beat) < Tolerance));
        }));
    }

    [Fact]
    public void A_clip_that_starts_some_hops_later_has_its_onsets_as_many_frames_later()
    {
        var inputs = from seed in Gen.Choose(0, 10_000) from hops in Gen.Choose(1, 40) select (Seed: seed, Hops: hops);
        Check.One(Quick, Prop.ForAll(Arb.From(inputs), input =>
        {
            Random rng = new(input.Seed);
            float[] noise = [.. Enumerable.Range(0, 30_000)
                .Select(i => (float)(Math.Min(1, i / 5000.0) * rng.NextDouble() * Math.Sin(i / 3000.0)))];
            var plain = Rhythm.Frames(new OnsetStrength(), new(22_050, noise));
            var later = Rhythm.Frames(new OnsetStrength(), new(22_050, [.. new float[input.Hops * 512], .. noise]));
            return later.AsSpan(input.Hops + 3).SequenceEqual(plain.AsSpan(3)); // before, the first of them is compared with silence
        }));
    }

    [Fact]
    public void The_local_tempo_is_that_of_the_plain_definition()
    {
        var envelopes = from seed in Gen.Choose(0, 10_000) from length in Gen.Choose(1, 500) select (Seed: seed, Length: length);
        TempoEstimator estimator = new(FeatureSpec.Default);
        Check.One(Quick.WithMaxTest(10), Prop.ForAll(Arb.From(envelopes), input =>
        {
            Random rng = new(input.Seed);
            float[] envelope = [.. Enumerable.Range(0, input.Length).Select(i => rng.NextSingle() < 0.7 ? 0 : 20 * rng.NextSingle())];
            var tempi = new float[envelope.Length];
            estimator.Local(envelope, tempi);
            return Enumerable.Range(0, tempi.Length / 50 + 1).Select(i => Math.Min(50 * i, tempi.Length - 1)).All(frame =>
            {
                var scores = PlainScores(envelope, frame);
                var lag = (int)Math.Round(60 * FrameRate / tempi[frame]);
                return scores[lag] >= scores.Max() - 1e-5; // float32 may take the other of two that are as good
            });
        }));
    }

    [Fact]
    public void The_median_of_each_lane_is_that_of_its_sorted_values()
    {
        Random rng = new(4);
        for (var round = 0; round < 200; round++)
        {
            var values = new Vector<float>[2 * rng.Next(1, 65)];
            for (var i = 0; i < values.Length; i++)
                values[i] = Vector.Create<float>([.. Enumerable.Range(0, Vector<float>.Count)
                    .Select(lane => rng.Next(4) <= lane % 4 ? 0 : 80 * rng.NextSingle())]);
            var median = LaneMedian.Of(values);
            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                float[] sorted = [.. values.Select(v => v[lane]).Order()];
                Assert.Equal((sorted[values.Length / 2 - 1] + sorted[values.Length / 2]) / 2, median[lane]);
            }
        }
    }

    [Theory]
    [InlineData(22_050)]
    [InlineData(1)]
    [InlineData(700)]
    public void Silence_has_no_onsets_no_beats_and_the_usual_local_tempo(int sampleCount)
    {
        AudioClip clip = new(22_050, new float[sampleCount]);
        Assert.All(Rhythm.Frames(new OnsetStrength(), clip), onset => Assert.Equal(0, onset));
        Assert.All(Rhythm.Frames(new Tempo(), clip), tempo => Assert.Equal(117.4538, tempo, 1e-4)); // as in librosa 0.11.0
        var beats = new BeatTracker().Track(clip);
        Assert.Equal((0, 0, 0), (beats.Tempo, beats.Frames.Length, beats.Times.Length));
    }

    [Fact]
    public void Clips_shorter_than_a_window_have_finite_tempi_and_beats_inside_them()
    {
        Random rng = new(8);
        BeatTracker tracker = new();
        for (var sampleCount = 1; sampleCount < 30_000; sampleCount += 499)
        {
            AudioClip clip = new(22_050, [.. Enumerable.Range(0, sampleCount).Select(_ => rng.NextSingle())]);
            var beats = tracker.Track(clip);
            Assert.True(double.IsFinite(beats.Tempo));
            Assert.All(beats.Frames, frame => Assert.InRange(frame, 0, sampleCount / 512));
            Assert.All(Rhythm.Frames(new Tempo(), clip), tempo => Assert.InRange(tempo, 7, 320));
        }
    }

    [Fact]
    public void Parameters_and_clips_that_do_not_fit_are_refused_with_the_remedy()
    {
        Refuses(new() { Features = [new OnsetStrength(Statistic.Max)] }, "aggregate Max must be Mean or Median");
        Refuses(new() { Features = [new OnsetStrength()], FftLength = 128, HopLength = 64 },
            "OnsetStrength needs an FFT length of at least 256");
        Refuses(new() { Features = [new Tempo()], HopLength = 8 },
            "Tempo needs 10 to 1000 frames a second, not 2756.25, that is, a hop length of 23 to 2205");
        Refuses(new() { Features = [new Tempo()], SampleRate = 2000 }, "not 3.91, that is, a hop length of 2 to 200");
        Assert.Throws<InvalidSpecException>(() => new BeatTracker(new() { HopLength = 8 }));
        var error = Assert.Throws<WorkbenchException>(() => new BeatTracker().Track(new(44_100, new float[1000])));
        Assert.Contains("44100 Hz, the features are of 22050 Hz", error.Message, StringComparison.Ordinal);

        static void Refuses(FeatureSpec spec, string reason) =>
            Assert.Contains(reason, Assert.Throws<InvalidSpecException>(spec.Validate).Message, StringComparison.Ordinal);
    }

    /// <summary>Twenty seconds, with clicks but for the last.</summary>
    private static AudioClip Train(double tempo, double start) =>
        Rhythm.Clicks(20, Enumerable.Range(0, 200).Select(k => start + k * 60 / tempo).TakeWhile(time => time < 19));

    /// <summary>What the tempo of a frame is the largest of, lag by lag, as librosa writes it, in float64.</summary>
    private static double[] PlainScores(float[] envelope, int frame)
    {
        const int Lags = 8 * 22_050 / 512;
        var window = new double[Lags];
        for (var i = 0; i < Lags; i++)
            window[i] = At(frame + i - Lags / 2) * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Lags));
        double[] products = [.. Enumerable.Range(0, Lags).Select(lag => window.Skip(lag).Zip(window, (a, b) => a * b).Sum())];
        return [.. Enumerable.Range(0, Lags).Select(lag => 60 * FrameRate / lag >= 320 ? double.NegativeInfinity
            : Math.Log(1 + 1e6 * products[lag] / (products[0] > 0 ? products[0] : 1))
                - 0.5 * Math.Pow(Math.Log2(60 * FrameRate / lag / 120), 2))];

        // Beyond its ends the envelope falls to 0 in a straight line.
        double At(int i) => i < 0 ? envelope[0] * (1 + (double)i / (Lags / 2))
            : i >= envelope.Length ? envelope[^1] * (1 - (double)(i - envelope.Length + 1) / (Lags / 2))
            : envelope[i];
    }
}
