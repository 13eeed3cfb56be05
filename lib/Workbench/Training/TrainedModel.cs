using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Training;

/// <summary>A model with everything that it needs to predict.</summary>
public sealed class TrainedModel
{
    private const int VectorBatch = 256;
    private const int ImageBatch = 16;

    /// <summary>Puts a model together from its parts.</summary>
    /// <param name="features">What its columns are.</param>
    /// <param name="featureColumns">Names of its columns, in order.</param>
    /// <param name="scaler">Applied to features first.</param>
    /// <param name="spec">The layers.</param>
    /// <param name="weights">Their tensors.</param>
    /// <param name="vocabulary">The labels, in the order of the outputs.</param>
    /// <param name="curve">How it was trained.</param>
    /// <param name="output">How its logits become probabilities.</param>
    /// <param name="thresholds">From which probability on each label is decided for; null for 0.5.</param>
    /// <exception cref="WorkbenchException">The parts do not fit together.</exception>
    public TrainedModel(FeatureSpec features, ImmutableArray<string> featureColumns, Scaler scaler, ModelSpec spec, Weights weights, LabelVocabulary vocabulary, LearningCurve curve,
        OutputFunction output = OutputFunction.Sigmoid, Thresholds? thresholds = null)
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
        Thresholds = thresholds ?? Thresholds.Half(vocabulary.Count);
        if (Thresholds.Values.Length != vocabulary.Count)
            throw new WorkbenchException($"The model has {vocabulary.Count} labels and {Thresholds.Values.Length} thresholds; they belong to different models.");
        Plan = spec.Bind(spec.InputShape(features, featureColumns.Length), vocabulary.Count);
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

    /// <summary>From which probability on each label is decided for.</summary>
    public Thresholds Thresholds { get; }

    /// <summary>The same model with other thresholds.</summary>
    public TrainedModel With(Thresholds thresholds) => new(Features, FeatureColumns, Scaler, Spec, Weights, Vocabulary, LearningCurve, Output, thresholds);

    /// <summary>
    /// The probability of each label for each song: <c>[songs, labels]</c>, 0 to 1. Of a song that is heard in segments, the mean over
    /// as many as it takes to hear all of it. A song's scores do not depend on the songs beside it.
    /// </summary>
    /// <param name="songs">Unscaled features, with the model's columns.</param>
    /// <param name="threads">Threads to work on, at least 1; the scores do not depend on it.</param>
    /// <exception cref="WorkbenchException">Other columns, or values that are not finite.</exception>
    public ScoreMatrix Predict(SongFeatures songs, int threads = 1) =>
        Run(songs, threads, Vocabulary.Count, (network, row, values) => Probabilities.Fill(Output, network.Logits.Row(row), values));

    /// <summary>The probability of each label for each row.</summary>
    /// <inheritdoc cref="Predict(SongFeatures, int)"/>
    public ScoreMatrix Predict(FeatureMatrix songs) => Predict(new SongSummaries(songs));

    /// <summary>
    /// What the output layer is given for each song: <c>[songs, units]</c>, columns named <c>embedding_0</c> onwards; the mean over
    /// segments where there are several. Songs that sound alike to the model lie close together.
    /// </summary>
    /// <param name="songs">Unscaled features, with the model's columns.</param>
    /// <param name="threads">Threads to work on, at least 1; the result does not depend on it.</param>
    /// <exception cref="WorkbenchException">Other columns, or values that are not finite.</exception>
    public FeatureMatrix Embed(SongFeatures songs, int threads = 1)
    {
        var size = Plan.EmbeddingSize;
        var means = Run(songs, threads, size, (network, row, values) =>
        {
            for (var i = 0; i < size; i++)
                values[i] = network.Embedding.Row(row)[i];
        });
        return new([.. Enumerable.Range(0, size).Select(i => $"embedding_{i}")],
            [.. Enumerable.Range(0, songs.SongCount).SelectMany(song => means.Row(song).ToArray().Select(v => (float)v))]);
    }

    /// <summary>What the output layer is given for each row.</summary>
    /// <inheritdoc cref="Embed(SongFeatures, int)"/>
    public FeatureMatrix Embed(FeatureMatrix songs) => Embed(new SongSummaries(songs));

    private ScoreMatrix Run(SongFeatures songs, int threads, int valueCount, ReadRow read)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        FeatureCheck.RequireColumns(songs, FeatureColumns);
        FeatureCheck.RequireFinite(songs, row => $"row {row}");
        using var workers = new Workers(threads);
        var segments = new Segments(songs, Scaler, Spec.SegmentFrames ?? 1);
        var batchSize = Math.Min(Spec.SegmentFrames is null ? VectorBatch : ImageBatch, Enumerable.Range(0, songs.SongCount).Sum(segments.Count));
        var network = new Network(Plan, Weights, batchSize, trains: false, workers);
        var means = new SongMeans(segments, valueCount);
        foreach (var rows in new SongRunner(network, segments, batchSize).Run())
        {
            if (!network.HasFiniteLogits)
                throw new WorkbenchException($"Songs {rows[0]} to {rows[^1]} give values that are not finite in {network.FirstNonFinite()}: their features lie too far from those that the model was trained on, or its weights are damaged.");
            for (var i = 0; i < rows.Count; i++)
            {
                read(network, i, means.Values);
                means.Add(rows[i]);
            }
        }
        return means.Means;
    }

    private delegate void ReadRow(Network network, int row, Span<double> values);
}
