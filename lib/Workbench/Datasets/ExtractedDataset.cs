using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>A collection with its features: song i of <see cref="Songs"/> is track i.</summary>
/// <param name="Dataset">The tracks whose features could be extracted; the others stand in its <see cref="Dataset.Skipped"/>.</param>
/// <param name="Spec">What the features are.</param>
/// <param name="Songs">One song a track.</param>
public sealed record ExtractedDataset(Dataset Dataset, FeatureSpec Spec, SongFeatures Songs)
{
    /// <summary>A collection with one row of features a track.</summary>
    /// <inheritdoc cref="ExtractedDataset(Dataset, FeatureSpec, SongFeatures)"/>
    public ExtractedDataset(Dataset dataset, FeatureSpec spec, FeatureMatrix features) : this(dataset, spec, new SongSummaries(features))
    {
    }

    /// <summary>One row a track, <c>[tracks, columns]</c>.</summary>
    /// <exception cref="Foundation.WorkbenchException">The spec keeps every frame.</exception>
    public FeatureMatrix Features => Songs.Summaries;

    /// <summary>The tracks, in the order of the songs.</summary>
    public ImmutableArray<Track> Tracks => Dataset.Tracks;
}
