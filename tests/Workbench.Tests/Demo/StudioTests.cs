using Workbench.Demo;

namespace Workbench.Tests.Demo;

public class StudioTests
{
    /// <summary>Every twelfth track of the default corpus.</summary>
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 20).Select(i => 12 * i)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_track_lasts_10_to_12_seconds_is_heard_throughout_and_never_clips(int number)
    {
        var clip = Studio.Record(Catalogue.Plan(DemoSpec.Default)[number], DemoSpec.Default);
        Assert.Equal(22_050, clip.SampleRate);
        Assert.Equal(1, clip.ChannelCount);
        Assert.InRange(clip.DurationSeconds, 9.99, 12);
        foreach (var sample in clip.Channel(0))
            Assert.True(Math.Abs(sample) < 1, $"sample {sample}"); // false for NaN too

        for (var start = 0; start + 3 * clip.SampleRate <= clip.SampleCount; start += 3 * clip.SampleRate)
        {
            var power = 0.0;
            foreach (var sample in clip.Channel(0).Slice(start, 3 * clip.SampleRate))
                power += sample * sample;
            Assert.True(10 * Math.Log10(power / (3 * clip.SampleRate)) > -50, $"quiet from sample {start} on");
        }
    }

    [Fact]
    public void A_track_of_two_genres_takes_drums_and_chords_from_different_ones()
    {
        var artist = Catalogue.Plan(DemoSpec.Default with { Ambiguity = 0 })[0].Artist;
        for (var seed = 0; seed < 20; seed++)
        {
            var style = Style.Blend([Genres.Electronic, Genres.Rock], artist, ambiguity: 0, new Random(seed));
            var electronicDrums = style.Rhythm == Genres.Electronic.Style.Rhythm;
            Assert.Same((electronicDrums ? Genres.Electronic : Genres.Rock).Style.Lead, style.Lead);
            Assert.Same((electronicDrums ? Genres.Rock : Genres.Electronic).Style.Chords, style.Chords);
            Assert.Same((electronicDrums ? Genres.Rock : Genres.Electronic).Style.Bass, style.Bass);
        }
    }

    [Fact]
    public void Every_figure_and_beat_fills_a_bar_of_sixteenths()
    {
        foreach (var style in Genres.All.Select(genre => genre.Style))
        {
            foreach (var figure in new[] { style.Bass, style.Chords, style.Pad }.SelectMany(part => part.Figures))
                Assert.Matches("^[xo1-9.-]{16}$", figure);
            foreach (var (_, steps) in style.Rhythm.Beats.SelectMany(beat => beat.Lines))
                Assert.Matches("^[Xxo.]{16}$", steps);
            foreach (var progression in style.Harmony.Progressions)
                Assert.Matches("^[1-7]+$", progression);
        }
    }
}
