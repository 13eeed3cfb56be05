using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Tests.Datasets;

/// <summary>Splits and choices of genres as a command line writes them.</summary>
public sealed class SpecParsingTests
{
    [Fact]
    public void Splits_are_read()
    {
        Assert.Equal(SplitSpec.Default, SplitSpec.Parse("artist"));
        Assert.Equal(new SplitSpec { Grouping = SplitGrouping.Album }, SplitSpec.Parse("album"));
        Assert.Equal(new SplitSpec { Grouping = SplitGrouping.Recording }, SplitSpec.Parse("song"));
        Assert.Equal(new SplitSpec { Method = SplitMethod.Random }, SplitSpec.Parse("random"));
        Assert.Equal(SplitSpec.Official, SplitSpec.Parse("official"));
        Assert.Equal(SplitSpec.Folds(5, 2), SplitSpec.Parse("folds:5:2"));
        Assert.Equal(SplitSpec.FromFile(Path.GetFullPath("parts.csv")), SplitSpec.Parse("parts.csv"));
        Assert.Equal(SplitSpec.FromFile(Path.GetFullPath("a:b.csv"), "artist_s0", 4), SplitSpec.Parse("a:b.csv:artist_s0:4"));
    }

    [Theory]
    [InlineData("artists", "did you mean artist?")]
    [InlineData("folds", "there are artist, album, song, random, official, folds:COUNT:FOLD as folds:5:0, a FILE.csv")]
    [InlineData("folds.csv:artist_s0:one", "there are artist, album, song, random, official, folds:COUNT:FOLD as folds:5:0, a FILE.csv")]
    [InlineData("folds:five:0", "there are artist, album, song, random, official, folds:COUNT:FOLD as folds:5:0, a FILE.csv")]
    public void An_unknown_split_is_answered_with_the_nearest_or_those_that_are_known(string text, string answer) =>
        Assert.StartsWith($"{text}: no such split; {answer}",
            Assert.Throws<InvalidSpecException>(() => SplitSpec.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Choices_of_genres_are_read()
    {
        Assert.Equal(10, LabelSpec.Parse("top:10").Top);
        Assert.Equal(0, LabelSpec.Parse("level:0").Level);
        Assert.Equal("fma32", LabelSpec.Parse("fma32").Vocabulary);
        Assert.Equal(["Rock", "Drum & Bass"], LabelSpec.Parse("Rock, Drum & Bass").Names!.Value);
    }

    [Theory]
    [InlineData("Rock", "there are fma32, top:COUNT as top:10, level:NUMBER as level:0 for those at the top of the hierarchy, "
        + "or at least two names as Rock,Jazz.")]
    [InlineData("fma33", "did you mean fma32?")]
    public void An_unknown_choice_is_answered_with_the_nearest_or_those_that_are_known(string text, string answer) =>
        Assert.Equal($"{text}: no such choice of genres; {answer}",
            Assert.Throws<InvalidSpecException>(() => LabelSpec.Parse(text)).Message);
}
