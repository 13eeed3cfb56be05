using System.Collections.Immutable;
using System.Globalization;

namespace Workbench.Experiments;

/// <summary>A candidate of a race as it is read.</summary>
/// <param name="Cells">One a heading.</param>
public sealed record CandidateLine(ImmutableArray<string> Cells)
{
    /// <summary>What must be known of the lines.</summary>
    public const string Legend = "Each candidate alone on the validation part, by which the race decided; log loss at its temperature.";

    /// <summary>The headings of the lines.</summary>
    public static ImmutableArray<string> Headings { get; } = ["candidate", "weight", "AUC", "log loss", "training", "what became of it"];

    /// <summary>The candidates in order.</summary>
    public static ImmutableArray<CandidateLine> Of(ModelChoice choice) => [.. choice.Candidates.Select(candidate => new CandidateLine(
    [
        candidate.Model,
        candidate.LeftOut is null ? candidate.Weight.ToString("0.00", CultureInfo.InvariantCulture) : "",
        candidate.LogLoss is null ? "" : ScoreLine.Number(candidate.RocAuc),
        candidate.LogLoss is null ? "" : ScoreLine.Number(candidate.LogLoss),
        candidate.Seconds is { } seconds ? DryRun.Duration(seconds) : "",
        candidate.LeftOut is { } reason ? $"left out: {reason}" : $"kept: {candidate.Reason}",
    ]))];
}
