using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>Onsets, tempo and beats against librosa 0.11.0.</summary>
public class RhythmParityTests
{
    public static TheoryData<string> Clips => GoldenClip.Names;

    [Theory, MemberData(nameof(Clips))]
    public void Onset_strength_matches(string name)
    {
        GoldenClip golden = new(name);
        var expected = golden.Array("onset_strength");
        var actual = Rhythm.Frames(new OnsetStrength(), golden.Read());
        Assert.Equal(expected.Length, actual.Length);
        for (var frame = 0; frame < actual.Length; frame++)
            Assert.Equal(expected[frame], actual[frame], 1e-6 * expected.Max()); // float32
    }

    [Theory, MemberData(nameof(Clips))]
    public void Tempo_and_beats_are_equal(string name)
    {
        GoldenClip golden = new(name);
        var beats = new BeatTracker().Track(golden.Read());
        Assert.Equal(golden.Tempo(), beats.Tempo, 1e-9);
        Assert.Equal(golden.Array("beats"), beats.Frames.Select(frame => (double)frame));
        Assert.Equal(beats.Frames.Select(frame => frame * 512 / 22_050.0), beats.Times, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_clip_that_becomes_faster_has_the_tempi_and_beats_that_librosa_finds()
    {
        double[] clicks =
            [.. Enumerable.Range(0, 16).Select(k => 0.5 + 0.6 * k), .. Enumerable.Range(0, 22).Select(k => 10.1 + k * 60 / 140.0)];
        var clip = Rhythm.Clicks(20, clicks);
        var tempi = Rhythm.Frames(new Tempo(), clip);
        Assert.Equal(433, tempi.Count(tempo => Math.Abs(tempo - 99.384) < 1e-3));
        Assert.All(tempi[433..], tempo => Assert.Equal(143.5546875, tempo, 1e-4));
        Assert.Equal(862, tempi.Length);

        var beats = new BeatTracker().Track(clip);
        Assert.Equal(99.38401442, beats.Tempo, 1e-8);
        Assert.Equal(
            [23, 48, 74, 100, 126, 152, 177, 203, 229, 255, 281, 307, 333, 358, 384, 410, 436, 464, 491, 519, 547, 575, 602, 626, 651, 676,
                704, 731, 755, 780, 805], beats.Frames);

        var medians = Rhythm.Frames(new OnsetStrength(Statistic.Median), clip);
        Assert.Equal([21.6114, 16.2531, 26.4190, 12.2592], new double[] { medians[22], medians[23], medians[48], medians[49] },
            (a, b) => Math.Abs(a - b) < 1e-3);
    }
}
