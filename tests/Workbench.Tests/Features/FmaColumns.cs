namespace Workbench.Tests.Features;

/// <summary>
/// The 518 columns of the FMA feature table, as FMA's <c>features.py</c> makes them: each statistic of each band of each feature, sorted by
/// feature, statistic and number.
/// </summary>
internal static class FmaColumns
{
    private static readonly string[] Statistics = ["kurtosis", "max", "mean", "median", "min", "skew", "std"];

    private static readonly (string Feature, int BandCount)[] Features =
    [
        ("chroma_cens", 12), ("chroma_cqt", 12), ("chroma_stft", 12), ("mfcc", 20), ("rmse", 1), ("spectral_bandwidth", 1),
        ("spectral_centroid", 1), ("spectral_contrast", 7), ("spectral_rolloff", 1), ("tonnetz", 6), ("zcr", 1),
    ];

    /// <summary>Feature, statistic and number of each column, in their order.</summary>
    public static IReadOnlyList<(string Feature, string Statistic, string Number)> All { get; } =
    [
        .. from feature in Features
           from statistic in Statistics
           from band in Enumerable.Range(1, feature.BandCount)
           select (feature.Feature, statistic, $"{band:D2}"),
    ];

    /// <summary>Index of each column by name, for instance <c>mfcc_kurtosis_01</c>.</summary>
    public static Dictionary<string, int> Names() =>
        All.Index().ToDictionary(c => $"{c.Item.Feature}_{c.Item.Statistic}_{c.Item.Number}", c => c.Index);
}
