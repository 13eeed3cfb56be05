using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>Label names as every reader writes them.</summary>
internal static class Labels
{
    /// <summary>Trimmed, without blanks and repetitions, in ordinal order.</summary>
    public static ImmutableArray<string> Distinct(IEnumerable<string> names) =>
        [.. names.Select(n => n.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
