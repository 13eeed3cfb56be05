namespace Workbench.Experiments;

/// <summary>A candidate of a race before it is run.</summary>
/// <param name="Model">What it is called.</param>
/// <param name="Reason">Why it takes part.</param>
/// <param name="ExtractionSeconds">Seconds for features that no candidate before it needs; 0 where all are there.</param>
/// <param name="TrainingSeconds">Seconds of training, as an earlier run says; null where none here trained it on these features.</param>
/// <param name="Run">That run.</param>
/// <param name="HasBegun">Whether its training was stopped, and goes on.</param>
/// <param name="LeftOut">Why the time limit leaves it out; null where it does not.</param>
public sealed record CandidatePreview(string Model, string Reason, double ExtractionSeconds, double? TrainingSeconds, string? Run,
    bool HasBegun, string? LeftOut)
{
    /// <summary>Why time leaves a candidate out; null where it does not.</summary>
    /// <param name="needed">Seconds that it needs, as far as is known.</param>
    /// <param name="left">Seconds that are left.</param>
    internal static string? WhyLeftOut(double needed, double left) =>
        needed <= left ? null : $"it takes {DryRun.Duration(needed)}, and {DryRun.Duration(left)} of the time limit were left";

    /// <summary>In a line.</summary>
    public override string ToString() => $"{Model,-10} "
        + (LeftOut is not null ? $"left out: {LeftOut}"
            : (HasBegun ? "goes on where it was stopped; " : "")
                + (TrainingSeconds is { } seconds ? $"{DryRun.Duration(seconds)} of training, by run {Run}"
                    : "how long is unknown, as no run here has trained it on these features")
                + (ExtractionSeconds > 0 ? $", {DryRun.Duration(ExtractionSeconds)} of extraction" : "") + $"; {Reason}");
}
