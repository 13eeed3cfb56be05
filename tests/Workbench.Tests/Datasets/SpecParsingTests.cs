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
    }

    [Theory]
    [InlineData("artists")]
    [InlineData("folds")]
    [InlineData("folds:5")]
    [InlineData("folds:five:0")]
    public void An_unknown_split_is_answered_with_those_that_are_known(string text) =>
        Assert.Contains(
            $"The split {text} is unknown; there are artist, album or song (what stays on one side of a drawn split), random, official, "
            + "folds:COUNT:FOLD as folds:5:0, or a FILE.csv",
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
    [InlineData("Rock")]
    [InlineData("fma33")]
    [InlineData("top:many")]
    public void An_unknown_choice_is_answered_with_those_that_are_known(string text) =>
        Assert.Contains(
            $"The genres {text} are unknown; there are top:COUNT as top:10, level:NUMBER as level:0 for those at the top of the hierarchy, "
            + "fma32, or at least two names as Rock,Jazz.",
            Assert.Throws<InvalidSpecException>(() => LabelSpec.Parse(text)).Message, StringComparison.Ordinal);
}
