using System.Collections.Immutable;
using System.IO.Compression;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>Trains experiments: one a shard, whose run is kept as an archive.</summary>
/// <param name="Experiments">The experiments, in the order of the shards.</param>
public sealed record TrainingWork(ImmutableArray<ExperimentSpec> Experiments) : ShardWork
{
    internal override string PartName => "run.zip";

    internal override ShardPart Do(ShardTurn turn, Work work)
    {
        var run = new ExperimentRunner(turn.Workspace, turn.Engine).Execute(Experiments[turn.Shard], work);
        return new(0, [], path => ZipFile.CreateFromDirectory(run.Folder, path));
    }
}
