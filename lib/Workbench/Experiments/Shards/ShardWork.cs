using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>What the tasks of a job do.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FeatureWork), "features")]
[JsonDerivedType(typeof(PredictionWork), "predictions")]
[JsonDerivedType(typeof(TrainingWork), "trainings")]
public abstract record ShardWork
{
    private protected ShardWork()
    {
    }

    /// <summary>The file that is made of a shard.</summary>
    internal abstract string PartName { get; }

    /// <summary>Does it; the same songs give the same bytes.</summary>
    /// <param name="turn">Which shard.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    internal abstract ShardPart Do(ShardTurn turn, Work work);
}
