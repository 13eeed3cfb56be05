using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Inference;

/// <summary>The <c>model.json</c> of a model: all that is no tensor.</summary>
internal sealed record ModelDescription(
    FeatureSpec Features, ModelSpec Model, ImmutableArray<string> Labels, LearningCurve LearningCurve, ImmutableArray<string> Columns,
    ScalerKind Scaler = ScalerKind.Standard, OutputFunction Output = OutputFunction.Sigmoid, Thresholds? Thresholds = null,
    ClassificationTask Task = ClassificationTask.MultiLabel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OwnNetworkPlan? Network = null);
