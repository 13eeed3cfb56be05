using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

/// <summary>The 518 columns of the FMA feature table.</summary>
internal static class FmaColumns
{
    /// <summary>Index of each column by name, for instance <c>mfcc_kurtosis_01</c>.</summary>
    public static Dictionary<string, int> Names() =>
        File.ReadLines(SharedData.Path("fma", "columns_518.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(f => $"{f[1]}_{f[2]}_{f[3]}", f => int.Parse(f[0]));
}
