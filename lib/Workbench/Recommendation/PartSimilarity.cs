namespace Workbench.Recommendation;

/// <summary>How alike two songs are in one part.</summary>
/// <param name="Part">The part.</param>
/// <param name="Weight">What it counts for, 0 to 1; those of all parts add to 1.</param>
/// <param name="Cosine">-1 to 1; 0 where one of the songs is as the mean of all.</param>
public sealed record PartSimilarity(SimilarityPart Part, double Weight, double Cosine)
{
    /// <summary>What it adds to the similarity of the songs.</summary>
    public double Contribution => Weight * Cosine;

    /// <summary>From which cosine on songs are called alike.</summary>
    internal double AlikeFrom { get; init; } = 0.5;
}
