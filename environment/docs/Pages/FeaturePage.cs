using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Workbench.Features;

namespace Workbench.Docs.Pages;

/// <summary>What each column of a table of features means, from the comments of the features.</summary>
internal static class FeaturePage
{
    private static readonly (string Title, string Member, FeatureSpec Spec)[] Specs =
    [
        ("FeatureSpec.Default", "P:Workbench.Features.FeatureSpec.Default", FeatureSpec.Default),
        ("FeatureSpec.Fma518", "P:Workbench.Features.FeatureSpec.Fma518", FeatureSpec.Fma518),
        ("FeatureSpec.LogMel()", "M:Workbench.Features.FeatureSpec.LogMel(System.Int32)", FeatureSpec.LogMel()),
    ];

    public static MadePage Make(CodeDocumentation documentation)
    {
        var page = new StringBuilder("""
            # The feature columns

            A spec of features gives a matrix `[rows, columns]`. With statistics it has one row a song, and a column is called
            `FEATURE_STATISTIC_BAND`, as in the FMA tables: `mfcc_median_03` is the median over time of the third coefficient. Without
            statistics it has one row a frame, and the columns are `FEATURE_BAND`. Units and ranges below are those of a frame. The mean,
            median, minimum, maximum and standard deviation of a feature have its unit, and the first four its range; skewness and
            kurtosis (Fisher's: 0 for a normal distribution) have no unit.


            """);
        foreach (var (title, member, spec) in Specs)
        {
            page.Append($"## {title}\n\n{documentation.Of(member)} Here: {Shape(spec)}.\n\n");
            page.Append(MarkdownTable.Of(["feature", "columns", "shape", "unit", "range"], spec.Features.Select(feature => (string[])
            [
                $"[{feature.Name}](#{Anchor(feature.GetType())})", Columns(feature, spec),
                spec.KeepsFrames ? $"[frames, {feature.BandCount}]" : $"[1, {feature.BandCount * spec.Statistics.Length}]",
                documentation.Of(feature.GetType(), "unit"), documentation.Of(feature.GetType(), "range"),
            ])));
        }
        page.Append("## Every feature\n\nWhat they are, and where they come from. Any of them can stand in a spec, and "
            + "[one of your own](../how-to/own-feature.md) beside them.\n\n");
        foreach (var kind in typeof(Feature).GetCustomAttributes<JsonDerivedTypeAttribute>().Where(kind => kind.DerivedType.IsPublic)
            .OrderBy(kind => kind.DerivedType.Name, StringComparer.Ordinal))
            page.Append($"### {kind.DerivedType.Name}\n\n{documentation.Of(kind.DerivedType)}\n\n"
                + $"Unit: {documentation.Of(kind.DerivedType, "unit")}. Range: {documentation.Of(kind.DerivedType, "range")}. "
                + $"In JSON: `\"kind\": \"{kind.TypeDiscriminator}\"`."
                + (kind.DerivedType.IsVisible ? $" <xref:{kind.DerivedType.FullName}>\n\n" : "\n\n"));
        return new("reference/features", page.ToString());
    }

    private static string Shape(FeatureSpec spec) => spec.KeepsFrames
        ? $"a row a frame, `[frames, {spec.ColumnNames.Length}]`"
        : $"a row a song, `[1, {spec.ColumnNames.Length}]`";

    private static string Columns(Feature feature, FeatureSpec spec)
    {
        var names = (spec with { Features = [feature] }).ColumnNames;
        return names.Length == 1 ? $"`{names[0]}`" : $"`{names[0]}` to `{names[^1]}`";
    }

    private static string Anchor(Type feature) => feature.Name.ToLower(CultureInfo.InvariantCulture);
}
