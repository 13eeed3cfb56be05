using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Playlists;

namespace Workbench.Tests.Recommendation.Playlists;

public class PlaylistBuilderTests
{
    private static readonly PlaylistSpec Usual = new();

    [Fact]
    public void A_list_keeps_its_rules_and_is_the_same_each_time()
    {
        var rng = new Random(1);
        for (var trial = 0; trial < 20; trial++)
        {
            var catalogue = Catalogue.Random(rng, songCount: 60, columnCount: 12, artistCount: 9);
            var spec = Usual with { Count = rng.Next(2, 25), ArtistGap = rng.Next(0, 5), Variety = trial % 3 * 0.4 };
            var (index, seeds) = (catalogue.Index(), new[] { rng.Next(60) });
            var list = Builder(index, spec).Around(seeds);
            var places = PlacesOf(catalogue, list);
            Assert.Equal((seeds[0], places.Length), (places[0], places.Distinct().Count()));
            Assert.Equal(spec.Count, places.Length); // a quarter of the songs is by nobody known, so that there is always one that fits
            AssertGap(list, spec.ArtistGap);
            Assert.Equal(places.Zip(places.Skip(1), (a, b) => (double?)index.Similarity(a, b)).Prepend(null),
                list.Songs.Select(song => song.Similarity));
            Assert.Equal(places, PlacesOf(catalogue, Builder(catalogue.Index(), spec).Around(seeds)));
        }
    }

    [Fact]
    public void The_songs_are_those_most_like_the_seed_and_no_part_of_the_list_is_better_turned_round_or_elsewhere()
    {
        var catalogue = Catalogue.Random(new Random(2), songCount: 80, columnCount: 12, artistCount: 40);
        var index = catalogue.Index();
        var places = PlacesOf(catalogue, Builder(index, Usual with { ArtistGap = 0 }).Around([7]));
        Assert.Equal(index.Nearest(7, new() { Count = 19, SameArtist = true }).Select(n => n.Track.Id).Order(StringComparer.Ordinal),
            places.Skip(1).Select(place => catalogue.Tracks[place].Id).Order(StringComparer.Ordinal));
        var cost = SmoothOrder.Cost(index, places);
        for (var from = 1; from < places.Length; from++)
            for (var to = from + 1; to < places.Length; to++)
                Assert.True(cost <= SmoothOrder.Cost(index,
                    [.. places[..from], .. places[from..(to + 1)].Reverse(), .. places[(to + 1)..]]) + 1e-8); // rounding
        for (var from = 1; from < places.Length; from++)
            for (var count = 1; count <= Math.Min(3, places.Length - from); count++)
            {
                int[] rest = [.. places[..from], .. places[(from + count)..]], moved = places[from..(from + count)];
                for (var to = 1; to <= rest.Length; to++)
                    foreach (var part in new[] { moved, [.. moved.Reverse()] })
                        Assert.True(cost <= SmoothOrder.Cost(index, [.. rest[..to], .. part, .. rest[to..]]) + 1e-8); // rounding
            }
    }

    [Fact]
    public void A_way_along_a_circle_goes_in_even_steps()
    {
        const int Songs = 24;
        var circle = new Catalogue([.. Enumerable.Range(0, Songs).Select(i => Catalogue.Track($"{i:00}.mp3"))],
            [.. Enumerable.Range(0, Songs).Select(i => 2 * Math.PI * i / Songs)
                .Select(angle => new[] { (float)Math.Cos(angle), (float)Math.Sin(angle) })],
            [.. Enumerable.Range(0, Songs).Select(_ => new[] { 0.5, 0.5 })]);
        var way = Builder(circle.Index(), Usual with { Count = 5 }).Between(0, 8);
        Assert.Equal([0, 2, 4, 6, 8], PlacesOf(circle, way));
        // Half of the similarity is that of genres, of which none tells the songs apart.
        Assert.All(way.Songs.Skip(1), song => Assert.Equal(0.5 * Math.Cos(Math.PI / 6), song.Similarity!.Value, 1e-6)); // float32 vectors
    }

    [Fact]
    public void A_way_leads_to_its_end_and_every_song_is_nearer_to_it_than_the_one_before()
    {
        var rng = new Random(3);
        for (var trial = 0; trial < 20; trial++)
        {
            var catalogue = Catalogue.Random(rng, songCount: 80, columnCount: 8, artistCount: 20);
            var spec = Usual with { Count = rng.Next(2, 14), ArtistGap = rng.Next(0, 4) };
            var index = catalogue.Index();
            var (from, to) = (rng.Next(40), 40 + rng.Next(40));
            var list = Builder(index, spec).Between(from, to);
            var places = PlacesOf(catalogue, list);
            Assert.Equal((from, to), (places[0], places[^1]));
            AssertGap(list, places.Length == 2 ? 0 : spec.ArtistGap);
            double[] shares = [.. places[1..^1].Select(song => index.Similarity(to, song) - index.Similarity(from, song))];
            Assert.Equal(shares.Order(), shares);
            Assert.Equal(places.Length, places.Distinct().Count());
            Assert.Equal(places.Length < spec.Count, list.Notes.Length > 0);
        }
    }

    [Fact]
    public void Of_all_ways_it_is_the_one_that_costs_least()
    {
        var rng = new Random(4);
        for (var trial = 0; trial < 10; trial++)
        {
            var catalogue = Catalogue.Random(rng, songCount: 9, columnCount: 4, artistCount: 1) is var drawn
                ? drawn with { Tracks = [.. drawn.Tracks.Select(track => track with { Artist = null })] } : drawn;
            var index = catalogue.Index();
            double Share(int song) => index.Similarity(8, song) - index.Similarity(0, song);
            int[] ordered = [.. Enumerable.Range(1, 7).OrderBy(Share)];
            var ways = from a in Enumerable.Range(0, 7)
                       from b in Enumerable.Range(0, 7)
                       from c in Enumerable.Range(0, 7)
                       where a < b && b < c
                       select new[] { 0, ordered[a], ordered[b], ordered[c], 8 };
            double Cost(int[] way) => way.Zip(way.Skip(1), (a, b) => Math.Pow(1 - index.Similarity(a, b), 2)).Sum()
                + way.Index().Skip(1).SkipLast(1).Sum(stop => 1 - (1 - stop.Index / 4.0) * index.Similarity(0, stop.Item)
                    - stop.Index / 4.0 * index.Similarity(8, stop.Item));
            Assert.Equal(ways.Min(Cost), Cost(PlacesOf(catalogue, Builder(index, Usual with { Count = 5 }).Between(0, 8))), 1e-9);
        }
    }

    [Fact]
    public void Several_seeds_are_all_in_the_list_and_those_of_one_artist_stand_apart()
    {
        var drawn = Catalogue.Random(new Random(5), songCount: 30, columnCount: 8, artistCount: 30);
        var catalogue = drawn with { Tracks = [.. drawn.Tracks.Select((t, i) => t with { Artist = i < 2 ? "One" : $"artist {i}" })] };
        var list = Builder(catalogue.Index(), Usual with { Count = 8, ArtistGap = 5 }).Around([1, 0, 9]);
        Assert.Equal(1, PlacesOf(catalogue, list)[0]);
        Assert.Subset(PlacesOf(catalogue, list).ToHashSet(), new HashSet<int> { 0, 1, 9 });
        AssertGap(list, 5);
        Refused("is by an artist of another song that was asked for",
            () => Builder(catalogue.Index(), Usual with { Count = 3, ArtistGap = 5 }).Around([1, 0, 9]));
        Refused("3 songs do not fit into a list of 2", () => Builder(catalogue.Index(), Usual with { Count = 2 }).Around([1, 0, 9]));
    }

    [Fact]
    public void Variety_makes_the_songs_less_alike()
    {
        var catalogue = Catalogue.Random(new Random(6), songCount: 100, columnCount: 10, artistCount: 100);
        var index = catalogue.Index();
        double Alike(double variety)
        {
            var places = PlacesOf(catalogue, Builder(index, Usual with { Count = 10, Variety = variety }).Around([0]));
            return places.SelectMany(a => places.Where(b => b > a).Select(b => index.Similarity(a, b))).Average();
        }
        Assert.True(Alike(0) > Alike(0.5) + 0.05 && Alike(0.5) > Alike(1), $"{Alike(0)} {Alike(0.5)} {Alike(1)}");
    }

    [Fact]
    public void Intros_short_songs_copies_and_songs_that_cannot_be_played_are_left_out_and_told()
    {
        var drawn = Catalogue.Random(new Random(7), songCount: 8, columnCount: 8, artistCount: 1);
        string[] titles = ["Seed", "Intro", "My Skit #2", "Short", "Gone", "Seed (Live)", "Introspection", "Other"];
        var catalogue = drawn with { Tracks = [.. titles.Select((title, i) => Catalogue.Track($"{i}.mp3", "X", title))] };
        SongFile Look(Track track) => new(track.Title != "Gone", track.Title == "Short" ? 59 : 200);
        var spec = Usual with { ArtistGap = 0 };
        var list = new PlaylistBuilder(catalogue.Index(), spec, Look, Work.Default).Around([0]);
        Assert.Equal(["Introspection", "Other", "Seed"], list.Songs.Select(song => song.Track!.Title).Order(StringComparer.Ordinal));
        Assert.Equal(600, list.Seconds);
        Assert.Equal(["3 of 20 songs: there are no more.", "1 song left out, as the file is gone or is no sound: 4.mp3.",
            "1 song left out that last less than 60 s.", "2 intros, skits and the like left out."], list.Notes);

        var everything = spec with { Skits = true, ShortestSeconds = 0, Copies = SongCopies.Versions };
        var all = new PlaylistBuilder(catalogue.Index(), everything, Look, Work.Default).Around([0]);
        Assert.Equal(7, all.Songs.Length);
        // In a collection of clips no song is left out for its length.
        var clips = new PlaylistBuilder(catalogue.Index(), spec, _ => new(true, 29.9), Work.Default).Around([0]);
        Assert.Contains("Short", clips.Songs.Select(song => song.Track!.Title));
        Refused("4.mp3: its file 4.mp3 is gone or is no sound",
            () => new PlaylistBuilder(catalogue.Index(), spec, Look, Work.Default).Around([4]));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(31.7)]
    public void A_list_lasts_as_long_as_asked_to_half_a_song(double minutes)
    {
        var catalogue = Catalogue.Random(new Random(8), songCount: 60, columnCount: 8, artistCount: 60);
        var builder = new PlaylistBuilder(catalogue.Index(), Usual with { Minutes = minutes }, _ => new(true, 180), Work.Default);
        Assert.Equal(Math.Round(minutes / 3), builder.Around([0]).Songs.Length);
        Assert.InRange(builder.Between(0, 1).Songs.Length, 2, Math.Round(minutes / 3));
        Refused("ask for a count instead of minutes",
            () => new PlaylistBuilder(catalogue.Index(), Usual with { Minutes = 5 }, _ => new(true, null), Work.Default).Around([0]));
    }

    [Fact]
    public void Two_songs_make_a_list_and_a_way()
    {
        var two = Catalogue.Random(new Random(9), songCount: 2, columnCount: 8, artistCount: 1) with
        {
            Tracks = [Catalogue.Track("a.mp3", "A"), Catalogue.Track("b.mp3", "B")],
        };
        var list = Builder(two.Index(), Usual).Around([1]);
        Assert.Equal([1, 0], PlacesOf(two, list));
        Assert.Equal(["2 of 20 songs: there are no more."], list.Notes);
        var way = Builder(two.Index(), Usual).Between(0, 1);
        Assert.Equal([0, 1], PlacesOf(two, way));
        Assert.Equal(["2 of 20 songs: no other songs lie between the two, with artists apart."], way.Notes);
        Refused("from a song to itself there is no way", () => Builder(two.Index(), Usual).Between(1, 1));
        Refused("has no variety", () => Builder(two.Index(), Usual with { Variety = 0.5 }).Between(0, 1));
    }

    [Fact]
    public void Where_all_are_by_one_artist_the_gap_says_why_the_list_is_short()
    {
        var drawn = Catalogue.Random(new Random(10), songCount: 9, columnCount: 8, artistCount: 1);
        var catalogue = drawn with { Tracks = [.. drawn.Tracks.Select(track => track with { Artist = "X" })] };
        var list = Builder(catalogue.Index(), Usual).Around([0]);
        Assert.Equal(["1 of 20 songs: the others are by artists that would follow themselves within 4 songs."], list.Notes);
        Assert.Equal(9, Builder(catalogue.Index(), Usual with { ArtistGap = 0 }).Around([0]).Songs.Length);
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused_together()
    {
        var wrong = new PlaylistSpec { Count = 1, Minutes = -1, ArtistGap = -1, Variety = 2, ShortestSeconds = -1, Copies = (SongCopies)9 };
        var error = Assert.Throws<InvalidSpecException>(wrong.Validate);
        Assert.All(["Count 1 must be 2 to 500", "Minutes -1", "ArtistGap -1", "Variety 2", "ShortestSeconds -1", "Copies 9 is none of"],
            problem => Assert.Contains(problem, error.Message, StringComparison.Ordinal));
        Assert.Equal(Usual, SpecJson.Read<PlaylistSpec>(SpecJson.Write(Usual)));
    }

    private static PlaylistBuilder Builder(SimilarityIndex index, PlaylistSpec spec) =>
        new(index, spec, _ => new(true, 200), Work.Default);

    private static int[] PlacesOf(Catalogue catalogue, Playlist list) =>
        [.. list.Songs.Select(song => Array.IndexOf(catalogue.Tracks, song.Track))];

    private static void AssertGap(Playlist list, int gap)
    {
        string?[] artists = [.. list.Songs.Select(song => song.Track!.Artist)];
        for (var place = 0; place < artists.Length; place++)
            Assert.DoesNotContain(artists[place] ?? "", artists[Math.Max(0, place - gap)..place]);
    }

    private static void Refused(string message, Func<object> action) =>
        Assert.Contains(message, Assert.Throws<WorkbenchException>(action).Message, StringComparison.Ordinal);
}
