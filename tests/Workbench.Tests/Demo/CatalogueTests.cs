using Workbench.Demo;

namespace Workbench.Tests.Demo;

public class CatalogueTests
{
    private static readonly TrackPlan[] Plans = [.. Catalogue.Plan(DemoSpec.Default)];

    [Fact]
    public void There_are_240_tracks_by_40_artists_each_under_its_own_name()
    {
        Assert.Equal(240, Plans.Length);
        Assert.Equal(Enumerable.Range(0, 240), Plans.Select(plan => plan.Number));
        Assert.Equal(40, Plans.Select(plan => plan.Artist.Name).Distinct().Count());
        Assert.Equal(240, Plans.Select(plan => plan.Title).Distinct().Count());
        Assert.Equal(240, Plans.Select(plan => plan.Path).Distinct().Count());
        Assert.All(Plans, plan => Assert.Matches("^audio/[a-z0-9-]+/[0-9]{2}-[a-z0-9-]+[.]wav$", plan.Path));
    }

    [Fact]
    public void Rock_is_in_the_majority_and_every_genre_has_tracks_to_learn_and_artists_to_divide()
    {
        var rock = Plans.Count(plan => plan.Genres.Contains(Genres.Rock));
        Assert.InRange(rock, 120, 144); // 50 to 60 %
        foreach (var genre in Genres.All)
        {
            var tracks = Plans.Where(plan => plan.Genres.Contains(genre)).ToArray();
            Assert.True(tracks.Length >= 12, $"{genre.Name} has {tracks.Length} tracks");
            Assert.True(tracks.Select(plan => plan.Artist).Distinct().Count() >= 6, $"{genre.Name} has too few artists");
            Assert.True(genre == Genres.Rock || tracks.Length < 0.65 * rock, $"{genre.Name} has {tracks.Length} tracks, Rock {rock}");
        }
    }

    [Fact]
    public void Every_genre_has_six_artists_whatever_the_seed()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var plans = Catalogue.Plan(DemoSpec.Default with { Seed = seed });
            foreach (var genre in Genres.All)
            {
                var artists = plans.Where(plan => plan.Genres.Contains(genre)).Select(plan => plan.Artist).Distinct().Count();
                Assert.True(artists >= 6, $"seed {seed}: {genre.Name} has {artists} artists");
            }
        }
    }

    [Fact]
    public void Many_tracks_have_two_genres_and_some_three()
    {
        Assert.InRange(Plans.Count(plan => plan.Genres.Count == 2), 60, 110);
        Assert.InRange(Plans.Count(plan => plan.Genres.Count == 3), 3, 15);
        Assert.All(Plans, plan => Assert.Equal(plan.Genres.OrderBy(genre => genre.Name, StringComparer.Ordinal).Distinct(), plan.Genres));
    }

    [Fact]
    public void Ambiguity_changes_neither_artists_nor_labels()
    {
        var clear = Catalogue.Plan(DemoSpec.Default with { Ambiguity = 0 });
        Assert.Equal(Plans.Select(plan => plan.Path), clear.Select(plan => plan.Path));
        Assert.Equal(Plans.Select(plan => plan.Genres), clear.Select(plan => plan.Genres));
        Assert.All(clear, plan => Assert.Null(plan.Artist.Signature));
    }

    [Fact]
    public void Dealing_keeps_every_count_within_one_of_its_share()
    {
        double[] shares = [0.6, 0.25, 0.1, 0.05];
        var cards = Draws.Deal(shares, 37);
        for (var i = 0; i < shares.Length; i++)
            Assert.InRange(cards.Count(card => card == i), shares[i] * 37 - 1, shares[i] * 37 + 1);
    }
}
