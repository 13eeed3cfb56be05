using Workbench.Features;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>A model that is heard together with others: what it learns from, what it is, and how it learns.</summary>
/// <param name="Features">What is taken from the audio.</param>
/// <param name="Model">The network.</param>
/// <param name="Training">How it learns.</param>
public sealed record EnsembleMember(FeatureSpec Features, ModelSpec Model, TrainingSpec Training)
{
    /// <summary>The member that an experiment without an ensemble trains.</summary>
    internal static EnsembleMember Of(ExperimentSpec spec) => new(spec.Features, spec.Model, spec.Training);
}
