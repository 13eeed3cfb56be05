using System.Collections.Immutable;
using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Cli;

/// <summary>A comparison of runs for programs.</summary>
/// <param name="Runs">What the runs found, best validation score first.</param>
/// <param name="Verdicts">The best against those that follow, in words.</param>
internal sealed record ComparisonSummary(ImmutableArray<RunSummary> Runs, ImmutableArray<string> Verdicts)
{
    public static ComparisonSummary Of(RunComparison comparison) =>
        new([.. comparison.Runs.Select(run => run.Summary)], comparison.Verdicts);
}
