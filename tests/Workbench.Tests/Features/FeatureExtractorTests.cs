using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Foundation;
using Workbench.Tests.Features.Spectra;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

public class FeatureExtractorTests
{
    private static readonly FeatureSpec AllFrames = new()
    {
        Features =
        [
            .. FeatureSpec.Default.Features, new Delta(new Mfcc()), new LogMel(), new OnsetStrength(), new SpectralFlatness(), new Tempo(),
        ],
        Statistics = [],
    };

    [Fact]
    public void A_440_Hz_tone_has_its_centroid_its_rolloff_and_its_pitch_class_at_440_Hz()
    {
        var frames = new FeatureExtractor(AllFrames).Extract(Tone(440, seconds: 3));
        const double BinHz = 22_050 / 2048.0;
        for (var frame = 4; frame < frames.RowCount - 4; frame++) // whole frames only
        {
            Assert.Equal(440, Value("spectral_centroid_01"), 0.5); // the window leaks a little to the far bins
            Assert.Equal(440, Value("spectral_rolloff_01"), 2 * BinHz);
            Assert.Equal(2 * 440 / 22_050.0, Value("zcr_01"), 2 / 2048.0); // two crossings a period
            Assert.Equal(0.5 * Math.Sqrt(3.0 / 8 / 2), Value("rmse_01"), 1e-3); // amplitude 0.5; the mean square of the window is 3/8
            Assert.Equal(1, Value("chroma_stft_10")); // C is 01, A is 10
            Assert.InRange(Value("spectral_flatness_01"), 0, 1e-3);

            double Value(string column) => frames[frame, frames.ColumnNames.IndexOf(column)];
        }
    }

    [Fact]
    public void Silence_gives_the_values_that_librosa_gives()
    {
        var frames = new FeatureExtractor(AllFrames).Extract(new(22_050, new float[22_050]));
        for (var column = 0; column < frames.ColumnCount; column++)
        {
            var name = frames.ColumnNames[column];
            var expected = name.StartsWith("logmel", StringComparison.Ordinal) ? -100 // 10 log10(amin)
                : name == "mfcc_01" ? -100 * Math.Sqrt(128)
                : name == "spectral_flatness_01" ? 1
                : name == "tempo_01" ? 60 * 22_050 / 512.0 / 22 // the lag next to 120 beats a minute
                : 0;
            for (var row = 0; row < frames.RowCount; row++)
                Assert.Equal(expected, frames[row, column], 2e-6 * 1131); // the DCT of a constant sums 128 terms in float32
        }
    }

    [Fact]
    public void No_clip_gives_a_value_that_is_not_finite()
    {
        FeatureExtractor extractor = new(AllFrames with { Statistics = FeatureSpec.Default.Statistics });
        Random random = new(3);
        AudioClip[] clips =
        [
            new(22_050, [0.5f]), new(22_050, new float[1]), new(22_050, new float[50_000]), new(22_050, [.. Enumerable.Repeat(1f, 30_000)]),
            new(22_050, [.. Enumerable.Repeat(1000f, 30_000)]), new(22_050, [.. Enumerable.Repeat(1e-30f, 30_000)]),
            Tone(11_025, 1), Tone(0.1, 1),
            new(22_050, [.. Enumerable.Range(0, 30_000).Select(i => i == 12_345 ? 1f : 0f)]),
            new(22_050, [.. Enumerable.Range(0, 30_000).Select(_ => random.NextSingle() * 1e-9f)]),
        ];
        foreach (var clip in clips)
            Assert.All(extractor.Extract(clip).Values.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Channels_are_averaged()
    {
        var (left, right) = (Tone(300, 1), Tone(3000, 1));
        FeatureExtractor extractor = new(FeatureSpec.Default);
        AudioClip stereo = new(22_050, left.Channel(0).ToArray(), right.Channel(0).ToArray());
        Assert.Equal(extractor.Extract(stereo.ToMono()).Values, extractor.Extract(stereo).Values);
    }

    [Fact]
    public void One_extractor_gives_each_clip_the_same_row_in_any_order_and_on_any_thread()
    {
        AudioClip[] clips = [.. Enumerable.Range(0, 24).Select(i => Tone(200 + 100 * i, 0.5 + i % 5))];
        float[][] expected = [.. clips.Select(clip => new FeatureExtractor(FeatureSpec.Default).Extract(clip).Values.ToArray())];
        FeatureExtractor shared = new(FeatureSpec.Default);
        Parallel.For(0, 96, new() { MaxDegreeOfParallelism = 4 },
            i => Assert.Equal(expected[i % 24], shared.Extract(clips[i % 24]).Values));
    }

    [Fact]
    public void A_feature_has_the_same_values_alone_and_beside_others_of_the_same_spectrogram()
    {
        var alone = new FeatureExtractor(new() { Features = [new Mfcc()], Statistics = [] });
        foreach (var others in new Feature[][] { [new LogMel(40)], [new SpectralCentroid()], [new LogMel(40), new SpectralCentroid()] })
        {
            FeatureExtractor together = new(new() { Features = [new Mfcc(), .. others], Statistics = [] });
            // The second clip knows what the first one was asked.
            foreach (var clip in new[] { Tone(440, 1.3), Tone(1000, 0.9), Tone(100, 1.7) })
            {
                var (expected, actual) = (alone.Extract(clip), together.Extract(clip));
                for (var frame = 0; frame < expected.RowCount; frame++)
                    Assert.Equal(expected.Row(frame), actual.Row(frame)[..expected.ColumnCount]);
            }
        }
    }

    [Fact]
    public void Two_rolloffs_and_their_changes_have_their_own_shares()
    {
        FrameRows Of(params Feature[] features)
        {
            var frames = new FeatureExtractor(new() { Features = [.. features], Statistics = [] }).Extract(Signals.Noise(30_000, seed: 1));
            FrameRows rows = new(frames.ColumnCount);
            rows.Resize(frames.RowCount);
            for (var i = 0; i < frames.Values.Length; i++)
                rows.Row(i % frames.ColumnCount)[i / frames.ColumnCount] = frames.Values[i];
            return rows;
        }
        FrameRows expected = new(1);
        var half = Of(new SpectralRolloff(0.5));
        expected.Resize(half.FrameCount);
        Delta.Calculator.Differentiate(half, 1, expected);
        Assert.Equal(expected.Row(0), Of(new SpectralRolloff(), new Delta(new SpectralRolloff(0.5))).Row(1));
        Assert.Equal(expected.Row(0), Of(new Delta(new SpectralRolloff(0.5))).Row(0));
    }

    [Fact]
    public void Frames_lie_in_rows()
    {
        var frames = new FeatureExtractor(FeatureSpec.LogMel(40)).Extract(Tone(440, 1));
        Assert.Equal((1 + 22_050 / 512, 40), (frames.RowCount, frames.ColumnCount));
        var loudest = Enumerable.Range(0, 40).MaxBy(band => frames[20, band]);
        Assert.Equal(4, loudest); // 11,025 Hz are 49.9 mel, so that band b peaks at (b + 1) 1.22 mel; 440 Hz are 6.6 mel, b = 4.4
    }

    [Fact]
    public void Clips_that_cannot_be_used_are_refused_with_the_reason()
    {
        FeatureExtractor extractor = new(FeatureSpec.Default);
        Refuses(new(44_100, new float[100]), "44100 Hz, the features are of 22050 Hz");
        Refuses(new(22_050, Array.Empty<float>()), "no samples");
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, 1e9f })
            foreach (var at in new[] { 0, 512, 999 })
                Refuses(new(22_050, [.. Enumerable.Range(0, 1000).Select(i => i == at ? bad : 0)]), $"Sample {at} is");
        Assert.Throws<InvalidSpecException>(() => new FeatureExtractor(new() { HopLength = -1 }));

        void Refuses(AudioClip clip, string reason) =>
            Assert.Contains(reason, Assert.Throws<WorkbenchException>(() => extractor.Extract(clip)).Message, StringComparison.Ordinal);
    }

    private static AudioClip Tone(double hz, double seconds) =>
        new(22_050, TestAudio.Tone(hz, 22_050, (int)(seconds * 22_050)));
}
