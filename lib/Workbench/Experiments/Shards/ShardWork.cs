using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>What is done with the songs of a shard.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FeatureWork), "features")]
[JsonDerivedType(typeof(PredictionWork), "predictions")]
public abstract record ShardWork
{
    private protected ShardWork()
    {
    }

    /// <summary>The file that is made of a shard.</summary>
    internal abstract string PartName { get; }

    /// <summary>Does it; the same songs give the same bytes.</summary>
    /// <param name="songs">The songs of the shard, by id.</param>
    /// <param name="job">The folder of the job.</param>
    /// <param name="workspace">Whose cache keeps what is heard until the shard is whole.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    internal abstract ShardPart Do(ImmutableArray<ShardSong> songs, string job, Workspace workspace, Work work);
}
