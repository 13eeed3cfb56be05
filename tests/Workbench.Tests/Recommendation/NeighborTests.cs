using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class NeighborTests
{
    [Theory]
    [InlineData(0.834, "Punk, Rock", "sounds alike (0.83) and shares Punk, Rock")]
    [InlineData(0.834, "", "sounds alike (0.83) but shares no genre")]
    [InlineData(0.1, "Rock", "sounds different (0.10) but shares Rock")]
    [InlineData(0.1, "", "sounds different (0.10) and shares no genre")]
    public void The_reason_is_one_clause_in_words(double soundSimilarity, string genres, string reason) =>
        Assert.Equal(reason, Of(genres, (SimilarityPart.Embedding, 0.5, soundSimilarity), (SimilarityPart.Genres, 0.5, 0)).Reason);

    [Fact]
    public void Families_that_are_alike_follow_with_numbers_that_people_know_the_most_telling_first()
    {
        var neighbor = Of("Rock", (SimilarityPart.Timbre, 0.2, 0.3), (SimilarityPart.Rhythm, 0.2, 0.7), (SimilarityPart.Harmony, 0.2, 0.5),
            (SimilarityPart.Dynamics, 0.1, 0.2), (SimilarityPart.Genres, 0.3, 0.9)) with
        {
            Traits =
            [
                new(SimilarityPart.Rhythm, "tempo", 118.2, 120.6, "BPM", Apart: 0.3),
                new(SimilarityPart.Timbre, "brightness", 2104, 3230, "Hz", Apart: 1.9),
            ],
        };
        Assert.Equal("sounds alike (0.46) and shares Rock: similar rhythm (tempo 118 against 121 BPM), harmony, timbre", neighbor.Reason);
    }

    [Fact]
    public void Three_families_are_named_at_most_and_none_that_differs()
    {
        Assert.EndsWith("shares Rock: similar timbre, rhythm, harmony", Of("Rock", (SimilarityPart.Timbre, 0.25, 0.9),
            (SimilarityPart.Rhythm, 0.25, 0.8), (SimilarityPart.Harmony, 0.25, 0.7), (SimilarityPart.Dynamics, 0.25, 0.6)).Reason,
            StringComparison.Ordinal);
        Assert.Equal("sounds different (0.00) but shares Rock", Of("Rock", (SimilarityPart.Timbre, 1, 0)).Reason);
    }

    [Fact]
    public void Parts_and_hubs_add_up_to_the_similarity()
    {
        var neighbor = Of("", (SimilarityPart.Timbre, 0.75, 0.5), (SimilarityPart.Genres, 0.25, -0.5)) with { FromHubs = -0.125 };
        Assert.Equal((0.125, 0.875), (neighbor.Similarity, neighbor.Distance));
        Assert.Equal((0.5, -0.5, null), (neighbor.CosineOf(SimilarityPart.Timbre), neighbor.CosineOf(SimilarityPart.Genres),
            neighbor.CosineOf(SimilarityPart.Embedding)));
        Assert.Equal([("timbre", 0.375), ("genres", -0.125), ("hubs", -0.125)], neighbor.Terms);
        Assert.Equal("similarity 0.125 = 0.375 timbre - 0.125 genres - 0.125 hubs", neighbor.Sum);
    }

    [Fact]
    public void Genres_alone_say_nothing_of_the_sound() => Assert.Equal(0, Of("", (SimilarityPart.Genres, 1, 0.9)).SoundSimilarity);

    private static Neighbor Of(string genres, params (SimilarityPart Part, double Weight, double Cosine)[] parts) =>
        new(Catalogue.Track("x.mp3"),
            [.. parts.Select(part => new PartSimilarity(part.Part, part.Weight, part.Cosine) { AlikeFrom = 0.25 })],
            [.. genres.Split(", ", StringSplitOptions.RemoveEmptyEntries)]);
}
