namespace Workbench.Experiments.Shards;

/// <summary>Says in the folder of a shard, as <c>done.json</c>, that it is whole.</summary>
/// <param name="Job">Hash of the <see cref="ShardPlan"/> that it is a part of.</param>
/// <param name="Shard">Which, from 0.</param>
/// <param name="Songs">Songs that could be read.</param>
/// <param name="Skipped">Songs that cannot be read.</param>
/// <param name="Sha256">Checksum of what was made of them.</param>
internal sealed record ShardDone(string Job, int Shard, int Songs, int Skipped, string Sha256);
