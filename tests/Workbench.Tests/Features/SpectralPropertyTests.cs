using FsCheck;
using FsCheck.Fluent;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

public class SpectralPropertyTests
{
    private const int SampleRate = 22_050;
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(40);

    private static readonly Feature[] FrameFeatures =
    [
        new ChromaStft(), new LogMel(), new Mfcc(), new Rms(), new SpectralBandwidth(), new SpectralCentroid(), new SpectralContrast(),
        new SpectralFlatness(), new SpectralRolloff(), new ZeroCrossingRate(),
    ];

    [Fact]
    public void Mel_filters_freed_from_their_norm_sum_to_1_between_the_first_and_the_last_centre()
    {
        var inputs = from rate in Gen.Elements(8000, 16_000, 22_050, 44_100)
                     from bands in Gen.Choose(2, 160)
                     from power in Gen.Choose(8, 12)
                     select (Rate: rate, Bands: bands, Length: 1 << power);
        Check.One(Quick, Prop.ForAll(Arb.From(inputs), input =>
        {
            var filters = MelWeights.Of(new() { SampleRate = input.Rate, FftLength = input.Length }, input.Bands);
            var edges = MelScale.Edges(input.Bands, input.Rate);
            return Enumerable.Range(0, input.Length / 2 + 1).All(bin =>
            {
                // Slaney's norm gives each triangle an area of 1 in Hz; times half its width its height is 1 again.
                var sum = Enumerable.Range(0, input.Bands).Sum(b => filters[b][bin] * (edges[b + 2] - edges[b]) / 2);
                var hz = (double)bin * input.Rate / input.Length;
                var expected = hz < edges[1] ? hz / edges[1] : hz > edges[^2] ? (edges[^1] - hz) / (edges[^1] - edges[^2]) : 1;
                return Math.Abs(sum - expected) < 1e-6; // float32 weights
            });
        }));
    }

    [Fact]
    public void Mel_filters_of_many_bins_have_an_area_of_1()
    {
        FeatureSpec spec = new() { FftLength = 16_384 };
        var filters = MelWeights.Of(spec, 40);
        // The narrowest filter has a hundred bins.
        Assert.All(filters, filter => Assert.Equal(1, filter.Sum() * SampleRate / spec.FftLength, 1e-3));
    }

    [Fact]
    public void The_strongest_pitch_class_of_a_harmonic_tone_is_that_of_its_octave()
    {
        var tones = from semitone in Gen.Choose(0, 11)
                    from cents in Gen.Choose(-35, 35) // nearer to a quarter tone, the tuning may be rounded either way
                    from harmonics in Gen.Choose(1, 4)
                    select (Hz: 440 * Math.Pow(2, (semitone + cents / 100.0) / 12), Harmonics: harmonics);
        Check.One(Quick, Prop.ForAll(Arb.From(tones), tone =>
        {
            var (low, high) = (Chroma(tone.Hz, tone.Harmonics), Chroma(2 * tone.Hz, tone.Harmonics));
            return low.IndexOf(low.Max()) == high.IndexOf(high.Max()) && Likeness(low, high) > 0.97;
        }));
    }

    [Fact]
    public void Centroid_bandwidth_and_rolloff_do_not_depend_on_the_gain()
    {
        var inputs = from seed in Gen.Choose(0, 10_000)
                     from gainDb in Gen.Choose(-60, 20)
                     select (Seed: seed, Gain: (float)Math.Pow(10, gainDb / 20.0));
        FeatureSpec spec = new() { Features = [new SpectralCentroid(), new SpectralBandwidth(), new SpectralRolloff()], Statistics = [] };
        Check.One(Quick, Prop.ForAll(Arb.From(inputs), input =>
        {
            var samples = Sound(input.Seed);
            var plain = Extract(spec, samples);
            var octaveLouder = Extract(spec, [.. samples.Select(s => 4 * s)]); // a power of two rounds nothing
            var scaled = Extract(spec, [.. samples.Select(s => input.Gain * s)]);
            return plain.Values.SequenceEqual(octaveLouder.Values) && Enumerable.Range(0, plain.RowCount).All(frame =>
                Math.Abs(plain[frame, 0] - scaled[frame, 0]) < 1e-4 * SampleRate / 2
                && Math.Abs(plain[frame, 1] - scaled[frame, 1]) < 1e-4 * SampleRate / 2
                && Math.Abs(plain[frame, 2] - scaled[frame, 2]) < 1.01 * SampleRate / spec.FftLength); // a tie may fall to the next bin
        }));
    }

    [Fact]
    public void A_clip_that_starts_some_hops_later_has_the_same_frames_as_many_later()
    {
        var inputs = from seed in Gen.Choose(0, 10_000) from hops in Gen.Choose(1, 20) select (Seed: seed, Hops: hops);
        FeatureSpec[] specs =
        [
            new() { Features = [.. FrameFeatures], Statistics = [] },
            new() { Features = [new Rms(FromSpectrum: false)], Statistics = [] },
        ];
        Check.One(Quick, Prop.ForAll(Arb.From(inputs), input =>
        {
            var samples = Sound(input.Seed);
            return specs.All(spec =>
            {
                var (plain, later) = (Extract(spec, samples), Extract(spec, [.. new float[input.Hops * spec.HopLength], .. samples]));
                return later.RowCount == plain.RowCount + input.Hops
                    && later.Values[(input.Hops * later.ColumnCount)..].SequenceEqual(plain.Values); // to the bit, in whatever lane
            });
        }));
    }

    /// <summary>
    /// Noise under a slowly moving tone. It begins above zero, where the zeros before it are no crossing, and half a frame late:
    /// frames before it are silent.
    /// </summary>
    private static float[] Sound(int seed)
    {
        Random rng = new(seed);
        var hz = 100 + 4000 * rng.NextDouble();
        return
        [
            .. new float[1024],
            .. Enumerable.Range(0, 15_000 + seed)
                .Select(i => (float)(0.3 * Math.Cos(2 * Math.PI * hz * i / SampleRate * (1 + i * 1e-5)) + 0.1 * rng.NextDouble())),
        ];
    }

    private static float[] Chroma(double hz, int harmonics)
    {
        float[] samples = [.. Enumerable.Range(0, SampleRate)
            .Select(i => (float)Enumerable.Range(1, harmonics).Sum(h => 0.2 / h * Math.Sin(2 * Math.PI * hz * h * i / SampleRate)))];
        var chroma = Extract(new() { Features = [new ChromaStft()], Statistics = [] }, samples);
        return [.. Enumerable.Range(0, 12).Select(c => chroma[20, c])];
    }

    private static double Likeness(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(y => (double)y * y));

    private static FeatureMatrix Extract(FeatureSpec spec, float[] samples) => new FeatureExtractor(spec).Extract(new(SampleRate, samples));
}
