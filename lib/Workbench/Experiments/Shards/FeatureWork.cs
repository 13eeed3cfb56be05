using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>Extracts a row of features a song.</summary>
/// <param name="Spec">What is extracted.</param>
public sealed record FeatureWork(FeatureSpec Spec) : ShardWork
{
    internal override string PartName => "features.npy";

    internal override ShardPart Do(ImmutableArray<ShardSong> songs, string job, Workspace workspace, Work work)
    {
        var (features, rows, skipped) = workspace.Summaries([.. songs.Select(song => song.AudioPath)], Spec, work);
        return new(rows.Length, skipped, new FeatureTable([.. rows.Select(row => songs[row].Id)], features).Write);
    }
}
