using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class SongTitleTests
{
    [Theory]
    [InlineData("Blue (Live)", "blue")]
    [InlineData("Blue - Remastered 2011", "blue")]
    [InlineData("Blue \u2013 2011 Remaster", "blue")]
    [InlineData("BLUE [Demo]", "blue")]
    [InlineData("Blue (feat. Bob) - Radio Edit", "blue")]
    [InlineData("Blue (Live at Leeds) [Remastered]", "blue")]
    [InlineData("Bl\u00FCe (Acoustic Version)", "blue")]
    [InlineData("(I Can't Get No) Satisfaction - Mono Version", "i cant get no satisfaction")]
    public void What_says_which_recording_it_is_belongs_to_no_song(string title, string song) =>
        Assert.Equal(song, SongTitle.Of(title)!.Song);

    [Theory]
    [InlineData("Long Live")]
    [InlineData("Live Forever")]
    [InlineData("Satisfaction (I Can't Get No)")]
    [InlineData("Part 1 - The Beginning")]
    [InlineData("(Live)")]
    [InlineData("Demo")]
    [InlineData("Alive (Deliverance)")]
    public void Other_titles_are_whole(string title) => Assert.Equal(SongTitle.Of(title)!.Full, SongTitle.Of(title)!.Song);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void What_is_no_title_has_none(string? title) => Assert.Null(SongTitle.Of(title));

    [Fact]
    public void A_title_as_long_as_tags_allow_is_read() =>
        Assert.NotNull(SongTitle.Of(string.Concat(Enumerable.Repeat("(live [ - ", 6_500))));
}
