using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

/// <summary>Questions about the song of a catalogue that was drawn or written out.</summary>
internal static class IndexQuestions
{
    /// <summary>The songs most like the one at a place of the catalogue.</summary>
    public static IReadOnlyList<Neighbor> Nearest(this SimilarityIndex index, int item, RecommendOptions? options = null) =>
        index.Nearest(index.Tracks[item].Id, options);
}
