using System.Collections.Immutable;
using Workbench.Features;

namespace Workbench.Datasets;

/// <summary>What thresholds, early stopping and every choice between models are taken from.</summary>
public sealed class ValidationPart : SplitPart
{
    internal ValidationPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }

    private ValidationPart(ExtractedDataset source, ImmutableArray<Track> tracks, SongFeatures songs) : base(source, tracks, songs) { }

    private protected override string PartInWords => "validation";

    /// <summary>The same songs by some of their features.</summary>
    /// <param name="features">One song a song of the part, in its order.</param>
    internal ValidationPart With(SongFeatures features) => new(Source, Tracks, features);
}
