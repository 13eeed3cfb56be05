using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>What <see cref="FeatureCache.Extract"/> found.</summary>
/// <param name="Rows">The index, among the paths asked for, of the file that each row of <paramref name="Features"/> belongs to; ascending.</param>
/// <param name="Features">One row a file that could be read, <c>[files, columns]</c>.</param>
/// <param name="Quarantined">The other files, in the order of the paths.</param>
/// <param name="CachedCount">How many rows were there before.</param>
public sealed record ExtractionResult(ImmutableArray<int> Rows, FeatureMatrix Features, ImmutableArray<QuarantinedFile> Quarantined, int CachedCount);
