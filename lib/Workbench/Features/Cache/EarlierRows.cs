using System.Collections.Immutable;

namespace Workbench.Features.Cache;

/// <summary>
/// Rows of versions that kept all features of a spec in one: by the spec that is asked for, and by those that have a name.
/// </summary>
/// <param name="Spec">The spec.</param>
/// <param name="Key">What the rows are kept by.</param>
/// <param name="Parts">The features of the spec.</param>
/// <param name="Places">Which of the parts asked for each of these is; -1 for none, and for what has other values now.</param>
internal sealed record EarlierRows(
    FeatureSpec Spec, CacheKey Key, ImmutableArray<FeaturePart> Parts, ImmutableArray<int> Places)
{
    /// <summary>Whether rows may be replaced by rows of their features: they hold all that these do.</summary>
    public bool AreWhole { get; } = !Spec.KeepsFrames && !IsMixed(Spec)
        && FeatureSpec.Default.Statistics.All(statistic => Spec.Statistics.Contains(statistic));

    /// <summary>All that may be there of some features.</summary>
    /// <param name="spec">The spec that is asked for.</param>
    /// <param name="parts">The features asked for, those of the spec first.</param>
    public static ImmutableArray<EarlierRows> For(FeatureSpec spec, ImmutableArray<FeaturePart> parts)
    {
        string[] hashes = [.. parts.Select(part => part.Hash)];
        return
        [
            .. FeatureSpec.Presets.Values.Prepend(spec).DistinctBy(earlier => earlier.Hash)
                .Where(earlier => earlier.KeepsFrames == spec.KeepsFrames && !hashes.Contains(earlier.Hash))
                .Select(earlier => Of(earlier, hashes)).Where(rows => rows.Places.Any(place => place >= 0)),
        ];
    }

    private static EarlierRows Of(FeatureSpec spec, string[] hashes)
    {
        var parts = FeaturePart.Of(spec);
        return new(spec, new(spec.Hash, spec.ColumnNames.Length), parts,
            [.. parts.Select(part => IsMixed(spec) && part.Feature.IsLocal ? -1 : Array.IndexOf(hashes, part.Hash))]);
    }

    /// <summary>Whether long songs were not analysed in parts, for the sake of a feature that needs them whole.</summary>
    private static bool IsMixed(FeatureSpec spec) => spec.Features.Select(feature => feature.IsLocal).Distinct().Count() == 2;
}
