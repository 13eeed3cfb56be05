using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Training;

/// <summary>A model with everything that it needs to predict.</summary>
public sealed class TrainedModel
{
    private const int PredictionBatch = 256;

    /// <summary>Puts a model together from its parts.</summary>
    /// <param name="features">What its columns are.</param>
    /// <param name="featureColumns">Names of its columns, in order.</param>
    /// <param name="scaler">Applied to features first.</param>
    /// <param name="spec">The layers.</param>
    /// <param name="weights">Their tensors.</param>
    /// <param name="vocabulary">The labels, in the order of the outputs.</param>
    /// <param name="curve">How it was trained.</param>
    /// <param name="output">How its logits become probabilities.</param>
    /// <exception cref="WorkbenchException">The parts do not fit together.</exception>
    public TrainedModel(FeatureSpec features, ImmutableArray<string> featureColumns, Scaler scaler, ModelSpec spec, Weights weights, LabelVocabulary vocabulary, LearningCurve curve,
        OutputFunction output = OutputFunction.Sigmoid)
    {
        if (scaler.ColumnCount != featureColumns.Length)
            throw new WorkbenchException($"The scaler has {scaler.ColumnCount} columns and the model {featureColumns.Length}; they belong to different models.");
        Features = features;
        FeatureColumns = featureColumns;
        Scaler = scaler;
        Spec = spec;
        Weights = weights;
        Vocabulary = vocabulary;
        LearningCurve = curve;
        Output = output;
        Plan = spec.Bind(Shape.Vector(featureColumns.Length), vocabulary.Count);
        weights.RequireFit(Plan);
    }

    /// <summary>What its columns are.</summary>
    public FeatureSpec Features { get; }

    /// <summary>Names of its columns, in order.</summary>
    public ImmutableArray<string> FeatureColumns { get; }

    /// <summary>Applied to features first.</summary>
    public Scaler Scaler { get; }

    /// <summary>The layers, without the output layer.</summary>
    public ModelSpec Spec { get; }

    /// <summary>The layers with the output layer, and all shapes.</summary>
    public ModelPlan Plan { get; }

    /// <summary>The tensors of the best epoch.</summary>
    public Weights Weights { get; }

    /// <summary>The labels, in the order of the outputs.</summary>
    public LabelVocabulary Vocabulary { get; }

    /// <summary>How it was trained.</summary>
    public LearningCurve LearningCurve { get; }

    /// <summary>How its logits become probabilities.</summary>
    public OutputFunction Output { get; }

    /// <summary>The probability of each label for each row: <c>[rows, labels]</c>, 0 to 1. A row's scores do not depend on the rows beside it.</summary>
    /// <param name="features">Unscaled features, with the model's columns.</param>
    /// <exception cref="WorkbenchException">Other columns, or values that are not finite.</exception>
    public ScoreMatrix Predict(FeatureMatrix features)
    {
        var scores = new ScoreMatrix(features.RowCount, Vocabulary.Count);
        Run(features, (network, row, batchRow) => Probabilities.Fill(Output, network.Logits.Row(batchRow), scores.Row(row)));
        return scores;
    }

    /// <summary>What the output layer is given for each row: <c>[rows, units]</c>, columns named <c>embedding_0</c> onwards. Songs that sound alike to the model lie close together.</summary>
    /// <param name="features">Unscaled features, with the model's columns.</param>
    /// <exception cref="WorkbenchException">Other columns, or values that are not finite.</exception>
    public FeatureMatrix Embed(FeatureMatrix features)
    {
        var size = Plan.EmbeddingSize;
        var values = new float[features.RowCount * size];
        Run(features, (network, row, batchRow) => network.Embedding.Row(batchRow).CopyTo(values.AsSpan(row * size)));
        return new([.. Enumerable.Range(0, size).Select(i => $"embedding_{i}")], values);
    }

    private void Run(FeatureMatrix features, Action<Network, int, int> read)
    {
        FeatureCheck.RequireColumns(features, FeatureColumns);
        FeatureCheck.RequireFinite(features, row => $"row {row}");
        using var workers = new Workers(1);
        var network = new Network(Plan, Weights, Math.Min(PredictionBatch, features.RowCount), trains: false, workers);
        for (var start = 0; start < features.RowCount; start += PredictionBatch)
        {
            network.Input.Rows = Math.Min(PredictionBatch, features.RowCount - start);
            for (var i = 0; i < network.Input.Rows; i++)
                Scaler.Transform(features.Row(start + i), network.Input.Row(i));
            network.Forward(training: false);
            if (network.FirstNonFinite() is { } place)
                throw new WorkbenchException($"Rows {start} to {start + network.Input.Rows - 1} give values that are not finite in {place}: their features lie too far from those that the model was trained on, or its weights are damaged.");
            for (var i = 0; i < network.Input.Rows; i++)
                read(network, start + i, i);
        }
    }
}
