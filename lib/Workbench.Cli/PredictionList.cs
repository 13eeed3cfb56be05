using System.Collections.Immutable;
using Workbench.Inference;

namespace Workbench.Cli;

/// <summary>What <c>workbench predict --json</c> prints.</summary>
internal sealed record PredictionList(string Model, ImmutableArray<SongAnswer> Songs, ImmutableArray<UnreadableSong> Unreadable);
