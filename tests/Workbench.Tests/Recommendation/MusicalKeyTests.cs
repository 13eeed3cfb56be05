using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class MusicalKeyTests
{
    private static readonly int[] MajorScale = [0, 2, 4, 5, 7, 9, 11], MinorScale = [0, 2, 3, 5, 7, 8, 10];

    [Theory]
    [InlineData(0, false, "C major")]
    [InlineData(3, false, "Eb major")]
    [InlineData(6, false, "F# major")]
    [InlineData(9, true, "A minor")]
    [InlineData(1, true, "C# minor")]
    public void A_scale_whose_tonic_and_fifth_are_loudest_is_its_key(int tonic, bool isMinor, string name)
    {
        var chroma = new double[12];
        foreach (var step in isMinor ? MinorScale : MajorScale)
            chroma[(tonic + step) % 12] = step switch { 0 => 1, 7 => 0.8, 3 or 4 => 0.7, _ => 0.4 };
        Assert.Equal(new(tonic, isMinor), MusicalKey.Of(chroma));
        Assert.Equal(name, $"{MusicalKey.Of(chroma)}");
    }

    [Fact]
    public void Sound_without_notes_has_no_key()
    {
        Assert.Null(MusicalKey.Of(new double[12]));
        Assert.Null(MusicalKey.Of([.. Enumerable.Repeat(0.3, 12)]));
        Assert.Null(MusicalKey.Of([1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0])); // clusters
        Assert.Null(MusicalKey.Of([.. Enumerable.Repeat(double.NaN, 12)]));
    }

    [Theory]
    [InlineData(0, false, 0, false, 0)]
    [InlineData(0, false, 7, false, 1)]  // C and G
    [InlineData(0, false, 5, false, -1)] // C and F
    [InlineData(9, true, 4, true, 1)]    // A minor and E minor
    [InlineData(9, true, 0, false, 1)]   // A minor and C, its relative
    [InlineData(0, false, 9, true, -1)]
    [InlineData(0, false, 4, true, 2)]   // C and E minor
    [InlineData(0, false, 0, true, -4)]  // C and C minor
    [InlineData(0, false, 6, false, -6)] // as far as can be
    public void Keys_are_as_far_apart_as_on_the_circle_of_fifths(int tonic, bool isMinor, int otherTonic, bool otherIsMinor, int steps) =>
        Assert.Equal(steps, new MusicalKey(tonic, isMinor).StepsTo(new(otherTonic, otherIsMinor)));

    [Fact]
    public void Two_songs_in_one_key_say_so_and_others_name_both()
    {
        string[] columns = ["mfcc_mean_01", .. Enumerable.Range(1, 12).Select(number => $"chroma_stft_mean_{number:00}")];
        float[] aMinor = [5, 0.7f, 0, 0.4f, 0, 0.8f, 0.4f, 0, 0.4f, 0, 1, 0, 0.4f], noise = [1, .. Enumerable.Repeat(0.5f, 12)];
        float[] eMinor = [9, .. Enumerable.Range(0, 12).Select(i => aMinor[1 + (i + 5) % 12])];
        var traits = new KnownTraits([.. columns]);
        var same = Assert.Single(traits.Of(aMinor, aMinor));
        Assert.Equal(("both in A minor", true, 0), ($"{same}", same.IsClose, same.Apart));
        var fifth = Assert.Single(traits.Of(aMinor, eMinor));
        Assert.Equal(("key A minor against E minor", true, 1), ($"{fifth}", fifth.IsClose, fifth.Apart));
        Assert.Equal("key A minor → E minor", fifth.AsStep);
        Assert.Equal((SimilarityPart.Harmony, 9, 4), (fifth.Part, fifth.Asked, fifth.Found));
        Assert.Empty(traits.Of(aMinor, noise));
        Assert.Empty(new KnownTraits([.. columns.SkipLast(1)]).Of(aMinor.AsSpan(..^1), eMinor.AsSpan(..^1)));
    }
}
