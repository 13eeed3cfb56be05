using Workbench.Experiments;

namespace Workbench.Reports;

/// <summary>The parameters of an experiment for reading.</summary>
public static class ParameterTable
{
    /// <summary>Characters of a value that are shown.</summary>
    private const int Longest = 40;

    /// <summary>A row for each of <see cref="ExperimentSpec.Parameters"/>.</summary>
    public static Table Of(ExperimentSpec spec) => new(["parameter", "value", "what it can be"],
        [.. spec.Parameters().Select(p => (IReadOnlyList<object?>)[p.Name, Short(p.Value), p.Values])]);

    private static string Short(string value) => value.Length <= Longest ? value : value[..(Longest - 3)] + "...";
}
