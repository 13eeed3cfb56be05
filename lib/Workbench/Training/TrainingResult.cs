using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Models;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Training;

/// <summary>What a training gives: all that a model needs to predict, and how it came about.</summary>
/// <param name="Features">What the columns are.</param>
/// <param name="FeatureColumns">Names of the columns, in order.</param>
/// <param name="Scaler">Applied to features first.</param>
/// <param name="Spec">The layers, without the output layer; an <see cref="RbfKernel"/> with as many centers as it has.</param>
/// <param name="Weights">The tensors of the best epoch.</param>
/// <param name="Vocabulary">The labels, in the order of the outputs.</param>
/// <param name="LearningCurve">How it was trained.</param>
/// <param name="Output">How logits become probabilities.</param>
public sealed record TrainingResult(
    FeatureSpec Features, ImmutableArray<string> FeatureColumns, Scaler Scaler, ModelSpec Spec, Weights Weights, LabelVocabulary Vocabulary,
    LearningCurve LearningCurve, OutputFunction Output = OutputFunction.Sigmoid)
{
    /// <summary>Strength of the penalty of a fit by <see cref="Optimizers.Lbfgs"/>, given or chosen; null for other optimizers.</summary>
    public double? L2 { get; init; }

    /// <summary>The layers that were asked for, of a fit that may find fewer centers; null for others.</summary>
    internal ModelSpec? Asked { get; init; }
}
