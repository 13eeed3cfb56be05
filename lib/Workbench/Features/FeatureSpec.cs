using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>Which features are taken from a clip, and how. Identified by the hash of its JSON.</summary>
public sealed record FeatureSpec
{
    /// <summary>Sample rate that clips are brought to, in Hz.</summary>
    public int SampleRate { get; init; } = 22_050;

    /// <summary>Samples of a frame, a power of two.</summary>
    public int FftLength { get; init; } = 2048;

    /// <summary>Samples between frames.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>The features, in the order of the columns.</summary>
    public ImmutableArray<Feature> Features { get; init; } = [new Mfcc()];

    /// <summary>Summaries over time, in the order of the columns; none keeps every frame.</summary>
    public ImmutableArray<Statistic> Statistics { get; init; } = [.. Enum.GetValues<Statistic>()];
}
