using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

/// <summary>Questions to an index of a catalogue that was drawn or written out, and their answers.</summary>
internal static class IndexQuestions
{
    /// <summary>The songs most like the one at a place of the catalogue.</summary>
    public static IReadOnlyList<Neighbor> Nearest(this SimilarityIndex index, int item, RecommendOptions? options = null) =>
        index.Nearest(index.Tracks[item].Id, options);

    /// <summary>Whether two answers are the same to the last bit, with all that they say.</summary>
    public static void AssertSame(IReadOnlyList<Neighbor> expected, IReadOnlyList<Neighbor> found)
    {
        Assert.Equal(expected.Select(n => (n.Track.Id, n.Similarity, n.Reason, n.FromHubs)),
            found.Select(n => (n.Track.Id, n.Similarity, n.Reason, n.FromHubs)));
        Assert.Equal(expected.SelectMany(n => n.Parts), found.SelectMany(n => n.Parts));
        Assert.Equal(expected.SelectMany(n => n.Traits), found.SelectMany(n => n.Traits));
    }
}
