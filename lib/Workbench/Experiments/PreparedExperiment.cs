using System.Collections.Immutable;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>The songs of an experiment in their parts, and the trainings of its members on them.</summary>
/// <param name="Dataset">The dataset as it is.</param>
/// <param name="Extracted">Those of its songs that can be read.</param>
/// <param name="Split">These in their parts.</param>
/// <param name="Learned">What is learned from, without copies.</param>
/// <param name="Plan">Which copies; null for none.</param>
/// <param name="Train">What is learned from, with copies.</param>
/// <param name="Recipe">How they are trained.</param>
/// <param name="Names">What the members are called.</param>
/// <param name="Members">Their trainings.</param>
internal sealed record PreparedExperiment(Dataset Dataset, ExtractedDataset Extracted, Split Split, TrainingPart Learned,
    AugmentationPlan? Plan, TrainingPart Train, Recipe Recipe, ImmutableArray<string> Names, MemberTraining[] Members)
{
    /// <summary>Work that says of which member it tells, where there are several.</summary>
    public Work OfMember(int member, Work work) => Members.Length == 1 || work.Progress is not { } progress ? work
        : work with { Progress = new MemberProgress(progress, Names[member], member, Members.Length) };
}
