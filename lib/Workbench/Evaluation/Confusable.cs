using System.Collections.Immutable;

namespace Workbench.Evaluation;

/// <summary>A genre that is taken for another one.</summary>
/// <param name="Label">What the songs are.</param>
/// <param name="DecidedFor">What they are not, and were taken for.</param>
/// <param name="Share">Of the songs that are the one and not the other, 0 to 1.</param>
/// <param name="TrackIds">The songs, the most convincing mistake first.</param>
public sealed record Confusable(string Label, string DecidedFor, double Share, ImmutableArray<string> TrackIds);
