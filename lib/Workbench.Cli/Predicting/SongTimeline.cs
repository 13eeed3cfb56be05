using System.Collections.Immutable;

namespace Workbench.Cli.Predicting;

/// <summary>The probabilities of a song over time, as <c>workbench predict --over-time --json</c> prints them.</summary>
/// <param name="WindowSeconds">How much is heard around each moment.</param>
/// <param name="Centers">The moments, in seconds from the song's beginning.</param>
/// <param name="Probabilities">One a moment, by label.</param>
internal sealed record SongTimeline(double WindowSeconds, ImmutableArray<double> Centers,
    ImmutableSortedDictionary<string, ImmutableArray<double>> Probabilities);
