using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>A collection with its features: row i of <see cref="Features"/> belongs to track i.</summary>
/// <param name="Dataset">The tracks whose features could be extracted; the others stand in its <see cref="Dataset.Skipped"/>.</param>
/// <param name="Spec">What the features are.</param>
/// <param name="Features"><c>[tracks, columns]</c>.</param>
public sealed record ExtractedDataset(Dataset Dataset, FeatureSpec Spec, FeatureMatrix Features)
{
    /// <summary>The tracks, in the order of the rows.</summary>
    public ImmutableArray<Track> Tracks => Dataset.Tracks;
}
