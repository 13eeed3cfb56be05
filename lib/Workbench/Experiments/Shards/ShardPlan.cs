using System.Collections.Immutable;

namespace Workbench.Experiments.Shards;

/// <summary>What a job is, as <c>job.json</c> keeps it: written once, and never changed by a task.</summary>
/// <param name="Dataset">What the songs are called.</param>
/// <param name="Work">What is done with them.</param>
/// <param name="Shards">What each shard is; their number is the job's, whatever the engine says at a retry.</param>
public sealed record ShardPlan(string Dataset, ShardWork Work, ImmutableArray<ShardSlice> Shards);
