using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

/// <summary>Songs that are analysed in parts.</summary>
public class LongSongTests
{
    private const int PartFrames = 500;

    private static readonly float[] Song = MakeSong(60);

    /// <summary>A frame a second, at 1000 Hz.</summary>
    private static readonly FeatureSpec Seconds =
        new() { SampleRate = 1000, FftLength = 1024, HopLength = 1000, Features = [new Rms()], Statistics = [] };

    [Theory]
    [InlineData(1)]
    [InlineData(100)] // ends within the margin of a part
    [InlineData(7000)]
    [InlineData(600_000)]
    public void The_parts_of_a_long_song_have_the_frames_of_the_whole(int left)
    {
        FeatureSpec spec = new()
        {
            Features = [new Rms(), new ZeroCrossingRate(), new SpectralCentroid(), new Delta(new Mel(40))],
            Statistics = [],
        };
        FeatureExtractor extractor = new(spec);
        var samples = Song[..(PartFrames * spec.HopLength + left)];
        AssertSame(extractor.ExtractWhole(new(spec.SampleRate, samples), Work.Default), InParts(extractor, spec, samples), 0);
    }

    [Fact]
    public void Tuned_and_smoothed_features_are_those_of_the_whole()
    {
        // Of one tuning throughout; the filters of the lowest tones begin at another sample in each part (float32).
        FeatureSpec spec = new() { Features = [new ChromaStft(), new ChromaCens(), new Tonnetz(), new Tempo()], Statistics = [] };
        FeatureExtractor extractor = new(spec);
        AssertSame(extractor.ExtractWhole(new(spec.SampleRate, Song), Work.Default), InParts(extractor, spec, Song), 1e-3f);
    }

    [Fact]
    public void A_song_of_one_part_has_the_numbers_of_its_clip_and_a_second_song_its_own()
    {
        FeatureExtractor extractor = new(FeatureSpec.Fma518);
        var (first, second) = (Song[..400_000], Song[300_000..500_000]);
        foreach (var samples in new[] { first, second })
        {
            var song = extractor.Begin(Work.Default);
            foreach (var block in samples.Chunk(10_007))
                song.Append(block);
            Assert.Equal(extractor.Extract(new(FeatureSpec.Fma518.SampleRate, samples)).Values,
                Join(FeatureSpec.Fma518, song.Finish()).Values);
        }
    }

    [Fact]
    public void What_needs_the_whole_song_is_taken_from_it_whole()
    {
        var spec = Seconds with { Features = [new Duration(), new Centered(new Rms())] };
        var seconds = 2 * FeatureExtractor.PartSeconds + 5;
        var values = new FeatureExtractor(spec).Extract(new(1000, TwoLevels(seconds)));
        Assert.Equal(seconds, values[0, 0]);
        Assert.Equal(0, Enumerable.Range(0, values.RowCount).Average(i => (double)values[i, 1]), 1e-5); // float32
    }

    [Fact]
    public void A_clip_of_several_parts_is_extracted_as_its_samples_come()
    {
        var samples = TwoLevels(2 * FeatureExtractor.PartSeconds + 5);
        FeatureExtractor extractor = new(Seconds);
        AssertSame(extractor.ExtractWhole(new(1000, samples), Work.Default), extractor.Extract(new(1000, samples)), 0);
    }

    [Fact]
    public void A_sample_that_is_no_sound_is_named_by_its_place_in_the_song()
    {
        var song = new FeatureExtractor(FeatureSpec.Fma518).Begin(Work.Default);
        song.Append(new float[1000]);
        var error = Assert.Throws<WorkbenchException>(() => song.Append([0, 0, 5000]));
        Assert.StartsWith("Sample 1002 is 5000,", error.Message, StringComparison.Ordinal);
    }

    private static FeatureMatrix InParts(FeatureExtractor extractor, FeatureSpec spec, float[] samples)
    {
        SongExtraction song = new(extractor, spec, PartFrames, [], Work.Default);
        foreach (var block in samples.Chunk(100_003))
            song.Append(block);
        return Join(spec, song.Finish());
    }

    private static FeatureMatrix Join(FeatureSpec spec, ExtractedPart[] song) =>
        FeaturePart.Join(spec, FeaturePart.Of(spec), [.. song.Select(part => part.Require())]);

    private static void AssertSame(FeatureMatrix expected, FeatureMatrix actual, float tolerance)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        for (var i = 0; i < expected.Values.Length; i++)
            Assert.True(Math.Abs(expected.Values[i] - actual.Values[i]) <= tolerance,
                $"frame {i / expected.ColumnCount}, {expected.ColumnNames[i % expected.ColumnCount]}: "
                + $"{expected.Values[i]}, {actual.Values[i]}");
    }

    /// <summary>A melody in equal temperament over beats and a little noise, at 22,050 Hz.</summary>
    private static float[] MakeSong(int seconds)
    {
        var random = new Random(5);
        var samples = new float[seconds * 22_050];
        for (var i = 0; i < samples.Length; i++)
        {
            var note = 440 * Math.Pow(2, (i / 11_025 * 7 % 12 - 9) / 12.0);
            samples[i] = (float)(0.3 * Math.Sin(2 * Math.PI * note * i / 22_050) + (i % 11_025 < 400 ? 0.2 : 0.005) * random.NextDouble());
        }
        return samples;
    }

    private static float[] TwoLevels(int seconds) =>
        [.. Enumerable.Range(0, 1000 * seconds).Select(i => i / 1000 % 2 == 0 ? 0.25f : 0.75f)];
}
