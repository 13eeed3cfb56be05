namespace Workbench.Recommendation.Vectors;

/// <summary>A song that was found.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Similarity">The product of its vector and the one asked for: their cosine, -1 to 1, where both have length 1.</param>
public sealed record VectorHit(string Id, float Similarity);
