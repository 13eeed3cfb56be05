using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>One side of a <see cref="Split"/>. What may be fitted from a part depends on its type.</summary>
public abstract class SplitPart
{
    private protected SplitPart(ExtractedDataset source, ImmutableArray<int> indices)
    {
        Tracks = [.. indices.Select(i => source.Tracks[i])];
        Songs = source.Songs.Songs(indices);
    }

    private protected SplitPart(ImmutableArray<Track> tracks, SongFeatures songs) => (Tracks, Songs) = (tracks, songs);

    /// <summary>The recordings of this part.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Their features, a song a recording.</summary>
    public SongFeatures Songs { get; }

    /// <summary>One row a recording, <c>[tracks, columns]</c>.</summary>
    /// <exception cref="Foundation.WorkbenchException">The feature spec keeps every frame.</exception>
    public FeatureMatrix Features => Songs.Summaries;
}
