using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>Extracts a row of features a song.</summary>
/// <param name="Spec">What is extracted.</param>
public sealed record FeatureWork(FeatureSpec Spec) : ShardWork
{
    internal override string PartName => "features.npy";

    internal override ShardPart Do(ShardTurn turn, Work work)
    {
        var (features, rows, skipped) = turn.Workspace.Summaries([.. turn.Songs.Select(song => song.AudioPath)], Spec, work);
        return new(rows.Length, skipped, new FeatureTable([.. rows.Select(row => turn.Songs[row].Id)], features).Write);
    }
}
