using Workbench.Foundation;

namespace Workbench.Tests.Recommendation;

public class DiversityTests
{
    private const int Count = 5;

    private static readonly Catalogue Songs = Catalogue.Random(new Random(12), songCount: 45, columnCount: 10, artistCount: 30);

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.8)]
    [InlineData(1)]
    public void Each_next_song_has_the_highest_marginal_relevance(double diversity)
    {
        var index = Songs.Index();
        var candidates = index.Nearest(0, new() { Count = 45, SameArtist = true })
            .Select(n => Array.IndexOf(Songs.Tracks, n.Track)).ToList();
        List<int> expected = [];
        while (expected.Count < Count)
        {
            var best = candidates.MaxBy(song => (1 - diversity) * index.Similarity(0, song)
                - (expected.Count > 0 ? diversity * expected.Max(other => index.Similarity(song, other)) : 0));
            expected.Add(best);
            candidates.Remove(best);
        }
        var found = index.Nearest(0, new() { Count = Count, SameArtist = true, Diversity = diversity });
        Assert.Equal(expected.Select(song => Songs.Tracks[song].Id), found.Select(n => n.Track.Id));
        Assert.All(found, n => Assert.Equal(index.Similarity(0, Array.IndexOf(Songs.Tracks, n.Track)), n.Similarity, 1e-6));
    }

    [Fact]
    public void Artists_are_kept_apart_however_diverse()
    {
        var found = Songs.Index().Nearest(0, new() { Count = 8, Diversity = 0.5 });
        Assert.Equal(8, found.Select(n => n.Track.Group).Append(Songs.Tracks[0].Group).Distinct().Count() - 1);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_number_that_is_no_share_is_refused(double diversity) =>
        Assert.Contains("must be 0 to 1", Assert.Throws<WorkbenchException>(
            () => Songs.Index().Nearest(0, new() { Diversity = diversity })).Message, StringComparison.Ordinal);
}
