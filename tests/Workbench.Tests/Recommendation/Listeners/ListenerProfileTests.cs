using Workbench.Recommendation;
using Workbench.Recommendation.Listeners;

namespace Workbench.Tests.Recommendation.Listeners;

public class ListenerProfileTests
{
    private const int Asked = 0;
    private const double Tolerance = 1e-6;

    private readonly Catalogue catalogue = Catalogue.Random(new(5), songCount: 80, columnCount: 2, artistCount: 80)
        .WithFeatures(new(6));

    private readonly SimilarityIndex index;

    public ListenerProfileTests() => index = catalogue.Index(SimilaritySpec.Default with { Embedding = 1 });

    [Fact]
    public void A_listener_who_likes_one_direction_gets_it_ranked_up()
    {
        var profile = Learn(Answers(10));
        Assert.True(profile.IsAtWork, profile.Reason);
        Assert.Equal(SimilarityPart.Embedding, profile.Parts.MaxBy(part => part.Difference).Part);
        var asked = Array.FindIndex(catalogue.Tracks, track => !IsLiked(track.Id));
        var (before, after) = (Ask(null, asked).Take(20), Ask(profile, asked).Take(20));
        Assert.True(after.Count(IsLiked) > before.Count(IsLiked) + 4, $"{before.Count(IsLiked)} to {after.Count(IsLiked)}");
        Assert.True(Ask(profile).Where(IsLiked).Average(n => n.FromProfile) > 0);
        Assert.True(Ask(profile).Where(n => !IsLiked(n)).Average(n => n.FromProfile) < 0);
    }

    [Fact]
    public void Parts_hubs_and_profile_add_up_to_what_songs_are_ordered_by()
    {
        var found = Ask(Learn(Answers(10)));
        Assert.Equal(found.Select(n => n.Distance).Order(), found.Select(n => n.Distance));
        Assert.All(found.Zip(Ask(null).Join(found, n => n.Track.Id, n => n.Track.Id, (plain, _) => plain).OrderBy(plain =>
            found.ToList().FindIndex(n => n.Track.Id == plain.Track.Id))), pair =>
        {
            var (ranked, plain) = pair;
            Assert.Equal(plain.Similarity + ranked.FromProfile, ranked.Similarity, Tolerance);
            Assert.Equal(plain.FromHubs, ranked.FromHubs, Tolerance);
            Assert.Equal(1 - ranked.Distance,
                ranked.Parts.Sum(part => part.Contribution) + ranked.FromHubs + ranked.FromProfile, Tolerance);
        });
    }

    [Fact]
    public void Four_answers_are_not_at_work()
    {
        var profile = Learn(Answers(4));
        Assert.False(profile.IsAtWork);
        Assert.Equal("not at work: it takes 5 answers to songs of this catalogue, and there are 4", profile.Reason);
        Same(Ask(null), Ask(profile));
        Assert.True(Learn(Answers(5)).IsAtWork, Learn(Answers(5)).Reason);
    }

    [Fact]
    public void Answers_that_contradict_each_other_fall_back_to_no_profile()
    {
        int[] twins = [.. Enumerable.Range(0, 40), .. Enumerable.Range(0, 40)];
        var doubled = catalogue.Rows(twins);
        doubled = doubled with { Tracks = [.. doubled.Tracks.Select((track, i) => track with { Id = $"{i}", AudioPath = "" })] };
        var same = doubled.Index();
        var profile = same.ProfileOf("me", [.. Enumerable.Range(0, 80).Where(i => i % 40 < 10).Select(i =>
            new SongRating($"{i}", "", i < 40 ? Rating.Like : Rating.Dislike, default))]);
        Assert.Equal(20, profile.Answers.Length);
        Assert.False(profile.IsAtWork, profile.Reason);
        Assert.Contains("no more than chance", profile.Reason, StringComparison.Ordinal);
        var options = new RecommendOptions { Count = 80, SameArtist = true };
        Same(same.Nearest(30, options), same.Nearest(30, options with { Profile = profile }));
    }

    [Fact]
    public void Likes_alone_say_nothing_of_what_is_not_liked()
    {
        var profile = Learn([.. Answers(20).Where(answer => answer.Rating == Rating.Like)]);
        Assert.Equal("not at work: all answers are the same, which says nothing of what tells songs apart", profile.Reason);
        Same(Ask(null), Ask(profile));
    }

    [Fact]
    public void It_is_deterministic_and_the_order_of_the_answers_does_not_matter()
    {
        Same(Ask(Learn(Answers(12))), Ask(Learn(Answers(12))));
        var (one, other) = (Ask(Learn(Answers(12))), Ask(Learn([.. Answers(12).Reverse()])));
        Assert.Equal(one.Select(n => n.Track.Id), other.Select(n => n.Track.Id));
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First.Similarity, pair.Second.Similarity, Tolerance));
    }

    [Fact]
    public void It_says_from_what_it_learned()
    {
        SongRating[] answers = [.. Answers(6), new("elsewhere.mp3", "", Rating.Like, default)];
        answers[5] = answers[5] with { Rating = Rating.Skip };
        var profile = Learn(answers);
        Assert.Equal(1, profile.Elsewhere);
        Assert.Equal(answers[..6].Select(a => (a.TrackId, a.Rating)), profile.Answers.Select(answer => (answer.Song.Id, answer.Rating)));
        var (likes, dislikes) = (Count(Rating.Like), Count(Rating.Dislike));
        Assert.StartsWith($"me\nanswers: {likes} liked, {dislikes} disliked, 1 skipped; 1 of songs not in this catalogue\n"
            + "profile: ", $"{profile}", StringComparison.Ordinal);
        Assert.Contains($"liked of those rated: Rock {likes} of 6", $"{profile}", StringComparison.Ordinal);

        int Count(Rating rating) => answers[..6].Count(answer => answer.Rating == rating);
    }

    [Fact]
    public void A_skip_is_a_weak_dislike()
    {
        var (liked, others) = (Answers(30).Where(a => a.Rating == Rating.Like).ToArray(),
            Answers(30).Where(a => a.Rating == Rating.Dislike).ToArray());
        double Above(Rating rating) => Ask(Learn([.. liked, others[0] with { Rating = rating }, .. others[1..]]))
            .Single(n => n.Track.Id == others[0].TrackId).FromProfile;
        Assert.True(Above(Rating.Dislike) < Above(Rating.Skip));
        Assert.True(Above(Rating.Skip) < Above(Rating.Like));
    }

    [Fact]
    public void A_profile_of_another_recommender_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            catalogue.Index().Nearest(Asked, new() { Profile = Learn(Answers(10)) }));
        Assert.Contains("of another recommender; ask this one for it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_song_is_known_by_its_file_and_by_its_id_where_that_is_gone()
    {
        var file = Environment.ProcessPath!; // any file that is there
        var songs = Catalogue.Indexed(Catalogue.Track("moved.mp3"), Catalogue.Track("1.mp3"));
        Assert.Equal("moved.mp3", Found("1.mp3", "moved.mp3"));
        Assert.Equal("1.mp3", Found("1.mp3", "gone.mp3"));
        Assert.Null(Found("1.mp3", file)); // another dataset's song of that id
        Assert.Null(Found("2.mp3", ""));

        string? Found(string id, string path) => new SongRating(id, path, Rating.Like, default).FindIn(songs)?.Track!.Id;
    }

    /// <summary>Answers of somebody who likes what is above the mean in the first column of the embedding.</summary>
    private SongRating[] Answers(int count) => [.. catalogue.Tracks.Skip(1).Where((_, i) => i % 2 == 0).Take(count)
        .Select(track => new SongRating(track.Id, track.AudioPath, IsLiked(track.Id) ? Rating.Like : Rating.Dislike, default))];

    private bool IsLiked(Neighbor neighbor) => IsLiked(neighbor.Track.Id);

    private bool IsLiked(string id) => catalogue.Embedding[Array.FindIndex(catalogue.Tracks, track => track.Id == id)][0]
        > catalogue.Embedding.Average(row => row[0]);

    private ListenerProfile Learn(SongRating[] answers) => index.ProfileOf("me", answers);

    private IReadOnlyList<Neighbor> Ask(ListenerProfile? profile, int asked = Asked) =>
        index.Nearest(asked, new() { Count = 79, SameArtist = true, Profile = profile });

    private static void Same(IReadOnlyList<Neighbor> expected, IReadOnlyList<Neighbor> found) => Assert.Equal(
        expected.Select(n => (n.Track.Id, n.Similarity, n.FromProfile)), found.Select(n => (n.Track.Id, n.Similarity, n.FromProfile)));
}
