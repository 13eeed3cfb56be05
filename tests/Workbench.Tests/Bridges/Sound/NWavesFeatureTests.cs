using Workbench.Audio;
using Workbench.Bridges;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Tests.Features.Spectra;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Bridges;

/// <summary>What all features of NWaves have in common.</summary>
public sealed class NWavesFeatureTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<NWavesFeature> All => [new Gfcc(), new Lpcc(), new Plp(), new Pncc(), new WaveletEnergies()];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Every_feature_is_tried() => Assert.Equal(
        typeof(NWavesFeature).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(NWavesFeature))).Select(t => t.Name).Order(),
        All.Select(row => row.Data.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(All))]
    public void Its_frames_are_those_of_the_spec_so_that_it_stands_beside_others(NWavesFeature feature)
    {
        FeatureSpec spec = new() { Features = [new Mfcc(), feature, new Delta(feature)], Statistics = [] };
        foreach (var length in new[] { 1, 511, 512, 2047, 70 * 512 + 3 })
        {
            var frames = new FeatureExtractor(spec).Extract(Signals.Noise(length, seed: 1));
            Assert.Equal(1 + length / 512, frames.RowCount);
            Assert.Equal(20 + 2 * feature.BandCount, frames.ColumnCount);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_statistic_of_every_sound_is_finite(NWavesFeature feature)
    {
        AudioClip[] clips =
        [
            new(22_050, new float[1]), new(22_050, new float[30_000]), Signals.Noise(1, seed: 1), Signals.Noise(300, seed: 1),
            Signals.Noise(30_000, seed: 1), Signals.Of(30_000, i => 1000 * Math.Sin(i)), Signals.Of(30_000, _ => 0.5),
            Signals.Of(30_000, i => Math.Sin(0.125 * i)), Signals.Of(30_000, i => Math.Sin(1.4 * i)),
            Signals.Of(30_000, i => (i % 7 - 3) * 1e-40), Signals.Of(30_000, i => i == 20_000 ? 1 : 0),
            Signals.Of(30_000, i => i < 15_000 ? 0 : Math.Sin(i)), Signals.ChirpWithClicks(),
        ];
        FeatureExtractor extractor = new(feature.ToSpec());
        Assert.All(clips, clip => Assert.All(extractor.Extract(clip).Values.ToArray(), value => Assert.True(float.IsFinite(value))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Silence_has_the_same_row_everywhere(NWavesFeature feature)
    {
        var rows = Frames(feature, new(22_050, new float[60_000]));
        for (var frame = 1; frame < rows.RowCount; frame++)
            Assert.Equal(rows.Row(0), rows.Row(frame));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_song_has_the_values_that_it_has_alone_whatever_was_heard_before_and_beside_it(NWavesFeature feature)
    {
        AudioClip[] clips = [.. Enumerable.Range(0, 12).Select(i => Signals.Noise(20_000 + 1000 * i, seed: i))];
        FeatureExtractor extractor = new(feature.ToSpec());
        var together = clips.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(clip => extractor.Extract(clip)).ToArray();
        foreach (var (clip, values) in clips.Zip(together))
            Assert.Equal(new FeatureExtractor(feature.ToSpec()).Extract(clip).Values, values.Values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Several_channels_are_averaged_first(NWavesFeature feature)
    {
        float[][] channels = [Signals.Noise(9000, seed: 1).Channel(0).ToArray(), Signals.Noise(9000, seed: 2).Channel(0).ToArray()];
        AudioClip stereo = new(22_050, channels);
        Assert.Equal(Frames(feature, stereo.ToMono()).Values, Frames(feature, stereo).Values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Other_sample_rates_and_frames_serve_too(NWavesFeature feature)
    {
        foreach (var rate in new[] { 8000, 16_000, 44_100, 96_000 })
        {
            var fitting = feature is Pncc pncc ? pncc with { HighFrequency = Math.Min(6800, rate / 2) } : feature;
            FeatureSpec spec = (fitting with { FrameLength = 1500 }).ToSpec() with { SampleRate = rate, HopLength = 300, FftLength = 1024 };
            AudioClip clip = new(rate, Signals.Noise(9000, seed: 1).Channel(0).ToArray());
            var values = new FeatureExtractor(spec with { Statistics = [] }).Extract(clip);
            Assert.Equal(31, values.RowCount);
            Assert.All(values.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_read_back_from_JSON_as_it_was_written_and_every_member_is_identity(NWavesFeature feature)
    {
        var spec = (feature with { FrameLength = 1024 }).ToSpec();
        var read = SpecJson.Read<FeatureSpec>(SpecJson.Write(spec));
        Assert.Equal(spec, read);
        Assert.Equal(spec.Hash, read.Hash);
        Assert.NotEqual(feature.ToSpec().Hash, spec.Hash);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_long_clip_is_given_up_when_the_work_is_stopped(NWavesFeature feature)
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => new FeatureExtractor(feature.ToSpec()).Extract(Signals.Noise(9000, seed: 1), new() { Token = stop.Token }));
    }

    public static TheoryData<NWavesFeature, string> Wrong => new()
    {
        { new Gfcc { FrameLength = 63 }, "Gfcc frame length 63 must be 64 to 65536, and at least the hop length 512; null takes" },
        { new Plp { FrameLength = 256 }, "Plp frame length 256 must be 64 to 65536, and at least the hop length 512" },
        { new Gfcc(0), "Gfcc coefficients 0 must be 1 to the number of bands 64; 20 is usual." },
        { new Gfcc(Bands: 1), "Gfcc bands 1 must be 2 to 128; 64 is usual." },
        { new Gfcc(LowFrequency: 6000), "Gfcc low frequency 6000 Hz must be 20 to a quarter of the sample rate 22050; 50 is usual." },
        { new Gfcc(LowFrequency: double.NaN), "Gfcc low frequency NaN Hz" },
        { new Lpcc(1), "Lpcc coefficients 1 must be 2 to 64; 20 is usual." },
        { new Lpcc(Order: 49), "Lpcc order 49 must be 1 to 48; 24 is usual at 22050 Hz." },
        { new Plp(33), "Plp coefficients 33 must be 2 to 32; 13 is usual." },
        { new Plp(Bands: 13), "Plp bands 13 must be more than the 13 coefficients, up to 128; 24 is usual." },
        { new Pncc(41), "Pncc coefficients 41 must be 1 to the number of bands 40; 13 is usual." },
        { new Pncc(HighFrequency: 12_000), "Pncc frequencies 100 to 12000 Hz must ascend within 20 to half the sample rate 22050" },
        { new WaveletEnergies(9), "WaveletEnergies levels 9 must be 1 to 8, the most that db4 has room for in a frame of 2048 samples." },
        { new WaveletEnergies(Wavelet: "db21"), "WaveletEnergies: there is no wavelet 'db21'; there are haar, db1 to db20," },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Bad_numbers_are_refused_with_the_remedy(NWavesFeature feature, string problem) => Assert.Contains(problem,
        Assert.Throws<InvalidSpecException>(feature.ToSpec().Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Cached_values_are_the_same_bytes_whatever_the_number_of_threads()
    {
        string[] songs = [.. Enumerable.Range(0, 8).Select(WriteSong)];
        FeatureSpec spec = new() { Features = [.. All.Select(row => row.Data)] };
        var one = new FeatureCache(new(folder.File("one.db"))).Extract(songs, spec, TestWork.Of(threads: 1));
        FeatureCache cache = new(new(folder.File("four.db")));
        Assert.Equal(one.Features.Values, cache.Extract(songs, spec, TestWork.Of(threads: 4)).Features.Values);
        Assert.Equal(songs.Length, cache.Extract(songs, spec, TestWork.Of()).CachedCount);
    }

    [Fact]
    public void A_run_learns_from_it_and_its_card_owes_it_to_NWaves()
    {
        ExperimentSpec spec = new()
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Features = new Pncc().ToSpec(Statistic.Mean),
            Training = TrainingSpec.Default with { Epochs = 2 },
        };
        var run = new ExperimentRunner(new(new(folder.File("data"))), new ManagedEngine()).Execute(spec, TestWork.Of());
        Assert.Equal(spec.Features, Run.Load(run.Folder).Spec.Features);
        Assert.Contains("Hears through: NWaves 0.9.6, licence MIT.", File.ReadAllText(Path.Combine(run.Folder, "card.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_that_is_credited_is_the_one_that_is_used()
    {
        var version = typeof(NWaves.Signals.DiscreteSignal).Assembly.GetName().Version!;
        Assert.StartsWith($"NWaves {version.ToString(3)},", new Pncc().Credit, StringComparison.Ordinal);
    }

    private static FeatureMatrix Frames(NWavesFeature feature, AudioClip clip) =>
        new FeatureExtractor(feature.ToSpec() with { Statistics = [] }).Extract(clip);

    private string WriteSong(int number)
    {
        var path = folder.File($"{number}.wav");
        WavFile.Write(path, Signals.Noise(30_000 + 1000 * number, seed: number));
        return path;
    }
}
