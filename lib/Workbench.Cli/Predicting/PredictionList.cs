using System.Collections.Immutable;

namespace Workbench.Cli.Predicting;

/// <summary>What <c>workbench predict --json</c> prints.</summary>
internal sealed record PredictionList(string Model, ImmutableArray<HeardSong> Songs, ImmutableArray<UnreadableSong> Unreadable);
