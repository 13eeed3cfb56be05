using System.Collections.Immutable;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Export;

/// <summary>A member of an exported ensemble; its weights lie in its folder, <c>member-1</c> onwards.</summary>
/// <param name="Vote">What its probabilities count for, and the temperature that its logits are divided by first.</param>
/// <param name="Features">What its columns are.</param>
/// <param name="Columns">Names of the columns, in order.</param>
/// <param name="Scaler">How the columns were made comparable.</param>
/// <param name="Model">The layers, without the output layer.</param>
/// <param name="Output">How logits become probabilities.</param>
/// <param name="LearningCurve">How it was trained.</param>
public sealed record ExportedMember(Vote Vote, FeatureSpec Features, ImmutableArray<string> Columns, ScalerKind Scaler, ModelSpec Model,
    OutputFunction Output, LearningCurve LearningCurve)
{
    /// <summary>The members of an ensemble; none of one network.</summary>
    internal static ImmutableArray<ExportedMember> Of(TrainedModel model) => model is not EnsembleModel ensemble ? []
        : [.. ensemble.Members.Zip(ensemble.Voting.Votes, (member, vote) => new ExportedMember(vote, member.Features, member.FeatureColumns,
            member.Scaler.Kind, member.Spec, member.Output, member.LearningCurve))];
}
