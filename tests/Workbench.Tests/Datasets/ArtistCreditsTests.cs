using Workbench.Datasets;

namespace Workbench.Tests.Datasets;

public sealed class ArtistCreditsTests
{
    [Theory]
    [InlineData("The Beatles", "BEATLES")]
    [InlineData("Beatles, The", "the beatles")]
    [InlineData("Beatles (The)", "Beatles")]
    [InlineData("Sigur R\u00F3s", "Sigur Ros")]
    [InlineData("Bjo\u0308rk", "Bj\u00F6rk")]
    [InlineData("M\u00D8", "MO")]
    [InlineData("Simon & Garfunkel", "Simon and  Garfunkel ")]
    [InlineData("R.E.M.", "REM")]
    [InlineData("AC/DC", "AC-DC")]
    [InlineData("Guns N' Roses", "Guns & Roses")]
    [InlineData("Stra\u00DFe", "STRASSE")]
    public void Spellings_of_one_artist_have_one_key(string one, string other) =>
        Assert.Equal(ArtistCredits.Key(one), ArtistCredits.Key(other));

    [Theory]
    [InlineData("!!!", "+/-")]
    [InlineData("The The", "The")]
    [InlineData("\u738B\u83F2", "\u738B")]
    [InlineData("Ann Lee", "Ann Leer")]
    public void Different_artists_have_different_keys(string one, string other) =>
        Assert.NotEqual(ArtistCredits.Key(one), ArtistCredits.Key(other));

    [Theory]
    [InlineData("Ann Lee feat. Bob", "ann lee|bob")]
    [InlineData("Ann Lee (ft. Bob)", "ann lee|bob")]
    [InlineData("Ann Lee Featuring Bob", "ann lee|bob")]
    [InlineData("Ann Lee; Bob", "ann lee|bob")]
    [InlineData("Ann Lee vs. Bob", "ann lee|bob")]
    [InlineData("Ann Lee / Bob", "ann lee|bob")]
    [InlineData("Ann Lee w/ Bob", "ann lee|bob")]
    [InlineData("Ann Lee \u2022 Bob", "ann lee bob|ann lee|bob")]
    [InlineData("Ann Lee & Bob", "ann lee and bob|ann lee|bob")]
    [InlineData("Ann Lee, Bob and Cid", "ann lee bob and cid|ann lee|bob")]
    [InlineData("Lee, Ann", "ann lee")]
    [InlineData("Earth, Wind & Fire", "earth wind and fire")]
    [InlineData("Lee, Zoe", "lee zoe")]
    [InlineData("Ann Lee & Friends", "ann lee and friends|ann lee")]
    [InlineData("Various Artists", "")]
    [InlineData("V.A.", "")]
    [InlineData("Unknown Artist", "")]
    [InlineData("<unknown>", "")]
    public void Credits_are_taken_apart_as_far_as_other_songs_tell(string credit, string artists) =>
        Assert.Equal(artists.Split('|', StringSplitOptions.RemoveEmptyEntries),
            new ArtistCredits(["Ann Lee", "Bob", "Cid's Friends", "Lee, Zoe", "Friends", credit]).ArtistsOf(credit));

    [Fact]
    public void Halves_of_letters_are_no_error() => Assert.NotEmpty(new ArtistCredits(["a\uD800"]).ArtistsOf("a\uD800"));
}
