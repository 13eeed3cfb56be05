using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Augmentation;

public class AugmentationPlanTests
{
    [Fact]
    public void Every_genre_gets_as_many_songs_as_the_most_frequent_one()
    {
        var plan = AugmentationPlan.Of(Part(("rock", 10), ("pop", 4), ("folk", 3)), AugmentationSpec.Balanced);
        Assert.Equal([new("rock", 10, 0), new("pop", 4, 6), new("folk", 3, 7)], plan.Labels);
        Assert.All(plan.Labels, label => Assert.Equal(10, label.After));
        Assert.Equal(13, plan.Copies.Length);
        var each = plan.Copies.CountBy(c => c.Parent.Id).Select(c => c.Value).ToArray();
        Assert.InRange(each.Max(), 1, 3); // spread over the songs: six copies of four songs, seven of three
    }

    [Fact]
    public void No_song_is_copied_more_often_than_allowed()
    {
        var plan = AugmentationPlan.Of(Part(("rock", 50), ("folk", 2)), AugmentationSpec.Balanced with { MaxCopiesPerSong = 3 });
        Assert.Equal(new("folk", 2, 6), plan.Labels[1]);
        Assert.Equal([1, 2, 3, 1, 2, 3],
            plan.Copies.OrderBy(c => c.Parent.Id, StringComparer.Ordinal).ThenBy(c => c.Number).Select(c => c.Number));
    }

    [Fact]
    public void Songs_are_preferred_whose_other_genres_need_it_too()
    {
        var part = Part(("rock", 10), ("folk;rock", 1), ("folk", 1), ("folk;jazz", 1));
        var plan = AugmentationPlan.Of(part, AugmentationSpec.Balanced with { TargetSongs = 5, MaxCopiesPerSong = 1 });
        Assert.Equal(["folk;jazz", "folk"], plan.Copies.Select(c => string.Join(';', c.Parent.Labels)));
        Assert.Equal([new("rock", 11, 0), new("folk", 3, 2), new("jazz", 1, 1)], plan.Labels);
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_no_copy_is_like_another()
    {
        var part = Part(("rock", 9), ("folk", 3));
        string[] Drawn(int seed) =>
            [.. AugmentationPlan.Of(part, AugmentationSpec.Balanced with { Seed = seed }).Copies.Select(c => $"{c.Track.Id}: {c.Summary}")];
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.Empty(Drawn(1).Intersect(Drawn(2)));
        Assert.Equal(6, Drawn(1).Select(c => c.Split(": ")[1]).Distinct().Count());
        Assert.All(Drawn(1), c => Assert.Matches(@"^folk \d~[12]: pitch [+-]\d\.\d semitones, speed [01]\.\d\d$", c));
    }

    [Fact]
    public void What_a_copy_goes_through_does_not_depend_on_the_other_songs()
    {
        var small = AugmentationPlan.Of(Part(("rock", 5), ("folk", 3)), AugmentationSpec.Balanced).Copies[0];
        var large = AugmentationPlan.Of(Part(("rock", 9), ("pop", 5), ("folk", 3)), AugmentationSpec.Balanced).Copies[0];
        Assert.Equal((small.Track.Id, small.Recipe), (large.Track.Id, large.Recipe));
    }

    [Fact]
    public void A_copy_is_its_parents_in_all_but_name()
    {
        var plan = AugmentationPlan.Of(Part(("rock", 2), ("folk", 1)), AugmentationSpec.Balanced);
        var (copy, parent) = (Assert.Single(plan.Copies).Track, plan.Copies[0].Parent);
        Assert.Equal("folk 0~1", copy.Id);
        Assert.Equal(parent.Id, copy.CopyOf);
        Assert.Equal(parent.Group, copy.Group); // it has no artist: it goes where the recording goes
        Assert.Equal(parent with { Id = copy.Id, CopyOf = parent.Id }, copy);
    }

    /// <summary>
    /// An augmented copy across: the only part that can be augmented is one to learn from, and only by copies of its own songs.
    /// </summary>
    [Fact]
    public void Copies_of_songs_of_another_part_are_refused()
    {
        var part = Part(("rock", 2), ("folk", 1));
        var stranger = part.Tracks[0] with { Id = "test song~1", CopyOf = "test song" };
        Assert.Contains("test song~1 is no copy of a song of the training part",
            Assert.Throws<ArgumentException>(() => part.With([stranger], part.Songs.Songs([0]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_augmented_part_has_the_copies_behind_its_songs()
    {
        var part = Part(("rock", 3), ("folk", 1));
        var plan = AugmentationPlan.Of(part, AugmentationSpec.Balanced);
        var augmented = plan.Augment([1], new SongSummaries(new(part.Features.ColumnNames, [42])));
        Assert.Equal([.. part.Tracks.Select(t => t.Id), "folk 0~2"], augmented.Tracks.Select(t => t.Id));
        Assert.Equal([.. part.Features.Values, 42], augmented.Features.Values.ToArray());
    }

    [Fact]
    public void Nothing_is_copied_where_all_genres_are_alike()
    {
        var part = Part(("rock", 3), ("folk", 3));
        Assert.Empty(AugmentationPlan.Of(part, AugmentationSpec.Balanced).Copies);
    }

    [Fact]
    public void It_shows_as_a_table() => Assert.Equal("""
        genre   songs  copies   after
        rock       10       0      10
        folk        2       4       6
        12 songs get 4 copies
        """.ReplaceLineEndings("\n"),
        AugmentationPlan.Of(Part(("rock", 10), ("folk", 2)), AugmentationSpec.Balanced with { TargetSongs = 6 }).ToString());

    [Fact]
    public void Large_collections_are_planned_in_moments()
    {
        var part = Part([.. Enumerable.Range(0, 80).Select(i => ($"genre {i};genre {(i + 1) % 80}", 4000 / (i + 1)))]);
        var plan = AugmentationPlan.Of(part, AugmentationSpec.Balanced);
        Assert.All(plan.Labels, l => Assert.True(l.After >= Math.Min(plan.Labels[0].Songs, 5 * l.Songs), l.ToString()));
    }

    [Fact]
    public void Everything_wrong_with_a_spec_is_told_together()
    {
        var spec = new AugmentationSpec { Transforms = [new Gain(7, -7)], TargetSongs = 0, MaxCopiesPerSong = 0 };
        Assert.Equal(
            [
                "Target songs 0 must be 1 to 1000000; null takes the number of the most frequent genre.",
                "Copies per song 0 must be 1 to 100; 4 is usual, and no augmentation at all is written as null.",
                "Gain: decibels 7 to -7 must ascend within -60 to 20; -6 to 6 is usual.",
            ],
            Assert.Throws<InvalidSpecException>(() => AugmentationPlan.Of(Part(("a", 1), ("b", 1)), spec)).Problems);
        Assert.Throws<InvalidSpecException>(() => (spec with { Transforms = [] }).Validate());
    }

    [Fact]
    public void A_spec_is_equal_to_itself_read_from_json() =>
        Assert.Equal(AugmentationSpec.Balanced, SpecJson.Read<AugmentationSpec>(SpecJson.Write(AugmentationSpec.Balanced)));

    /// <summary>A part with so many songs of each set of labels.</summary>
    private static TrainingPart Part(params (string Labels, int Count)[] genres)
    {
        var labels = genres.SelectMany(g => Enumerable.Repeat(g.Labels.Split(';'), g.Count)).ToArray();
        var names = genres.SelectMany(g => Enumerable.Range(0, g.Count).Select(i => $"{g.Labels} {i}")).ToArray();
        var part = TrainingSamples.Parts([.. labels.Select((_, i) => new float[] { i })], labels, labels.Length).Train;
        return new(new(new("made", "", [.. part.Tracks.Zip(names, (t, name) => t with { Id = name })], []), new(), part.Features),
            [.. Enumerable.Range(0, labels.Length)]);
    }
}
