namespace Workbench.Experiments.Shards;

/// <summary>The songs of a shard: some lines of the job's list, one after the other.</summary>
/// <param name="Songs">How many.</param>
/// <param name="Bytes">How long the lines are.</param>
/// <param name="Sha256">Checksum of the lines.</param>
public sealed record ShardSlice(int Songs, long Bytes, string Sha256);
