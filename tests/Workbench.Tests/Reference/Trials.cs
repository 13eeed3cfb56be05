using System.Globalization;

namespace Workbench.Tests.Reference;

/// <summary>How often tests that draw their inputs by chance do so.</summary>
internal static class Trials
{
    /// <summary>The environment variable by which they are multiplied, for long searches.</summary>
    public const string Variable = "WORKBENCH_TRIALS";

    /// <summary>As many as are quick, times what the variable says.</summary>
    public static int Count(int quick) =>
        quick * int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "1", CultureInfo.InvariantCulture);
}
