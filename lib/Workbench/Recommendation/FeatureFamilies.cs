using System.Collections.Immutable;

namespace Workbench.Recommendation;

/// <summary>Which family of features a column of summaries belongs to, by its name: those of the library and of common tables.</summary>
internal static class FeatureFamilies
{
    /// <summary>How names begin; what no name begins with belongs to no family, as the columns of somebody else's encoder.</summary>
    private static readonly (string Start, SimilarityPart Part)[] Starts =
    [
        ("mfcc", SimilarityPart.Timbre), ("spectral_", SimilarityPart.Timbre), ("rolloff", SimilarityPart.Timbre),
        ("zcr", SimilarityPart.Timbre), ("zero_crossing", SimilarityPart.Timbre), ("mel_", SimilarityPart.Timbre),
        ("logmel", SimilarityPart.Timbre), ("tempo", SimilarityPart.Rhythm), ("onset", SimilarityPart.Rhythm),
        ("beat", SimilarityPart.Rhythm), ("bpm", SimilarityPart.Rhythm), ("chroma", SimilarityPart.Harmony),
        ("tonnetz", SimilarityPart.Harmony), ("harmony", SimilarityPart.Harmony), ("rms", SimilarityPart.Dynamics),
        ("loudness", SimilarityPart.Dynamics), ("energy", SimilarityPart.Dynamics),
    ];

    /// <summary>The family of a column; null for none.</summary>
    public static SimilarityPart? Of(string column)
    {
        foreach (var (start, part) in Starts)
            if (column.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return part;
        return null;
    }

    /// <summary>The columns of a family, in order.</summary>
    public static ImmutableArray<int> Columns(ImmutableArray<string> names, SimilarityPart part) =>
        [.. Enumerable.Range(0, names.Length).Where(column => Of(names[column]) == part)];
}
