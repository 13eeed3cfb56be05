using System.Collections.Immutable;
using Workbench.Training.Engines;

namespace Workbench.Experiments.Shards;

/// <summary>A shard, and what a task has to do it with.</summary>
/// <param name="Shard">Which, from 0.</param>
/// <param name="Songs">Its songs, by id.</param>
/// <param name="Job">The folder of the job.</param>
/// <param name="Workspace">Whose cache keeps what is heard until the shard is whole.</param>
/// <param name="Engine">What runs networks that are trained.</param>
internal sealed record ShardTurn(int Shard, ImmutableArray<ShardSong> Songs, string Job, Workspace Workspace, IEngine Engine);
