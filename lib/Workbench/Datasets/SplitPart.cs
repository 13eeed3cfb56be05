using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>One side of a <see cref="Split"/>. What may be fitted from a part depends on its type.</summary>
public abstract class SplitPart
{
    private protected SplitPart(ExtractedDataset source, ImmutableArray<int> indices)
    {
        Tracks = [.. indices.Select(i => source.Tracks[i])];
        Features = source.Features.Rows(indices);
    }

    /// <summary>The recordings of this part.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Their features, <c>[tracks, columns]</c>.</summary>
    public FeatureMatrix Features { get; }
}
