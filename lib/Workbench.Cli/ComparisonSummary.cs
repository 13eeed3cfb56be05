using System.Collections.Immutable;
using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Cli;

/// <summary>A comparison of runs for programs.</summary>
/// <param name="Runs">What the runs found, those of the best experiment first.</param>
/// <param name="Verdicts">The best against those that follow, in words.</param>
/// <param name="Cautions">What must be known of the ranking; empty where all were evaluated on the same songs.</param>
/// <param name="LeftOut">Runs that are not compared, and why.</param>
internal sealed record ComparisonSummary(ImmutableArray<RunSummary> Runs, ImmutableArray<string> Verdicts, ImmutableArray<string> Cautions,
    ImmutableArray<LeftOutRun> LeftOut)
{
    public static ComparisonSummary Of(RunComparison comparison) =>
        new([.. comparison.Runs.Select(run => run.Summary)], comparison.Verdicts, comparison.Cautions, comparison.LeftOut);
}
