using System.Collections.Immutable;

namespace Workbench.Experiments;

/// <summary>What a race would do, found out without keeping anything.</summary>
/// <param name="Songs">The first candidate's part of it, for what all share: the songs.</param>
/// <param name="Candidates">All candidates, in the order in which they are trained.</param>
/// <param name="TimeLimitSeconds">How long the race may take; null for as long as it takes.</param>
public sealed record RacePreview(DryRun Songs, ImmutableArray<CandidatePreview> Candidates, double? TimeLimitSeconds)
{
    /// <summary>What would happen, line by line.</summary>
    public override string ToString() => string.Join('\n',
    [
        .. Songs.LinesOfSongs,
        $"Candidates, of which the validation part chooses one or several{(TimeLimitSeconds is { } limit
            ? $", within {DryRun.Duration(limit)}" : "")}:",
        .. Candidates.Select(candidate => $"  {candidate}"),
    ]);
}
