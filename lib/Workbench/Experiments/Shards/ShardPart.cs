using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Experiments.Shards;

/// <summary>What was made of a shard, to be written.</summary>
/// <param name="Songs">Songs that it is made of.</param>
/// <param name="Skipped">Songs that cannot be read.</param>
/// <param name="Write">Writes the file.</param>
internal sealed record ShardPart(int Songs, ImmutableArray<SkippedFile> Skipped, Action<string> Write);
