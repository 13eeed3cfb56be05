namespace Workbench.Inference;

/// <summary>Columns of an embedding that one model gives.</summary>
/// <param name="Units">How many there are.</param>
/// <param name="Weight">What they count for when songs are compared; those of all blocks add to 1.</param>
internal readonly record struct EmbeddingBlock(int Units, double Weight);
