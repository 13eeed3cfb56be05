using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>One side of a <see cref="Split"/>. What may be fitted from a part depends on its type.</summary>
public abstract class SplitPart
{
    private readonly ExtractedDataset source;
    private readonly ImmutableArray<int> indices;

    private protected SplitPart(ExtractedDataset source, ImmutableArray<int> indices)
    {
        (this.source, this.indices) = (source, indices);
        Tracks = [.. indices.Select(i => source.Tracks[i])];
        Songs = source.Songs.Songs(indices);
    }

    /// <summary>The recordings of this part.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Their features, a song a recording.</summary>
    public SongFeatures Songs { get; }

    /// <summary>One row a recording, <c>[tracks, columns]</c>.</summary>
    /// <exception cref="Foundation.WorkbenchException">The feature spec keeps every frame.</exception>
    public FeatureMatrix Features => Songs.Summaries;

    /// <summary>The songs of both, to learn from once there is nothing left to choose.</summary>
    private protected static TrainingPart Join(TrainingPart train, ValidationPart validation) => train.source == validation.source
        ? new(train.source, [.. train.indices, .. validation.indices])
        : throw new ArgumentException("The parts are of two datasets.", nameof(validation));
}
