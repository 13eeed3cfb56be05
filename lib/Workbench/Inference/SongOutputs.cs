using Workbench.Evaluation;
using Workbench.Features;

namespace Workbench.Inference;

/// <summary>What one pass of songs through a model gives; of a song that is heard in segments, the means over them.</summary>
/// <param name="Embedding">
/// What the output layer is given: <c>[songs, units]</c>, columns named <c>embedding_0</c>
/// onwards. Songs that sound alike to the model lie close together.
/// </param>
/// <param name="Probabilities">The probability of each label: <c>[songs, labels]</c>, 0 to 1.</param>
public sealed record SongOutputs(FeatureMatrix Embedding, ScoreMatrix Probabilities)
{
    /// <summary>Embeddings with the names of their columns.</summary>
    /// <param name="values"><c>[songs, units]</c>, row-major; not copied.</param>
    /// <param name="units">Number of columns.</param>
    internal static FeatureMatrix ToMatrix(float[] values, int units) =>
        new([.. Enumerable.Range(0, units).Select(i => $"embedding_{i}")], values);
}
