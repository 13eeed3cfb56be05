using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class SongFinderTests
{
    private static readonly SongFinder Finder = new(Catalogue.Indexed(
            Catalogue.Track("1.mp3", "Sigur R\u00F3s", "Hopp\u00EDpolla"), Catalogue.Track("2.mp3", "The Beatles", "Help!"),
            Catalogue.Track("3.mp3", "Ann Lee feat. Bob", "Blue (Live)"), Catalogue.Track("4.mp3", "Cid", "Blue"),
            Catalogue.Track("5.mp3", "Ann Lee", "Red - Green"), Catalogue.Track("6.mp3", "Cid", "Blue"), Catalogue.Track("7.mp3"),
            Catalogue.Track("8.mp3", "Ann Lee", "Grey (Live)"), Catalogue.Track("9.mp3", "Ann Lee", "Grey")), "the dataset songs");

    [Theory]
    [InlineData("sigur ros - hoppipolla", "1.mp3")]
    [InlineData("Beatles, The - HELP", "2.mp3")]
    [InlineData("hoppipolla", "1.mp3")]
    [InlineData("Ann Lee - Blue", "3.mp3")] // the only one of hers
    [InlineData("Bob - Blue (live)", "3.mp3")]
    [InlineData("Ann Lee \u2013 Red - Green", "5.mp3")]
    [InlineData("Red - Green", "5.mp3")]
    [InlineData("ann lee - grey", "9.mp3")] // the very one before its version
    [InlineData("Ann Lee - Grey (Live)", "8.mp3")]
    [InlineData("Ann Lee - Grey (Demo)", "8.mp3 9.mp3")]
    public void A_song_is_found_by_its_tags_in_any_spelling(string name, string ids)
    {
        if (ids.Split(' ') is [var one])
            Assert.Equal((one, one), (Finder.ByName(name).Id, Finder.Find(name)!.Id));
        else
            Assert.All(ids.Split(' '), id => Refused($"{id} (", name));
    }

    [Theory]
    [InlineData("Cid - Blue",
        "Cid - Blue: 2 songs of the dataset songs are called so. Say which by its id: 4.mp3 (Cid - Blue), 6.mp3 (Cid - Blue).")]
    [InlineData("Blue", "Blue: 2 songs of the dataset songs are called so. Say which by its id: 4.mp3 (Cid - Blue), 6.mp3 (Cid - Blue).")]
    [InlineData("Ann Lea - Grey", "no song of the dataset songs is called so. Did you mean Ann Lee - Grey?")]
    [InlineData("Ann Lee - Something else", "By this artist there are Ann Lee feat. Bob - Blue (Live), Ann Lee - Red - Green, "
        + "Ann Lee - Grey (Live), Ann Lee - Grey.")]
    [InlineData("7.mp3", "Its songs are called like Sigur R\u00F3s - Hopp\u00EDpolla.")]
    [InlineData("", ": no song of the dataset songs is called so.")]
    public void What_is_not_one_song_is_answered_with_those_that_are_near(string name, string answer) => Refused(answer, name);

    [Fact]
    public void A_collection_without_titles_is_asked_by_ids()
    {
        var finder = new SongFinder(Catalogue.Indexed(Catalogue.Track("7.mp3")), "the dataset songs");
        Assert.Contains("None has a title; ask by an id, for instance 7.mp3.",
            Assert.Throws<WorkbenchException>(() => finder.ByName("Blue")).Message, StringComparison.Ordinal);
        Assert.Equal("7.mp3", finder.Find("7.mp3")!.Id);
    }

    private static void Refused(string answer, string name) =>
        Assert.Contains(answer, Assert.Throws<WorkbenchException>(() => Finder.ByName(name)).Message, StringComparison.Ordinal);
}
