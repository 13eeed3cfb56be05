using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>Trains dense models (Linear, BatchNorm, Relu, Dropout on song-level features) in managed code.</summary>
public sealed class ManagedTrainer : ITrainer
{
    /// <inheritdoc/>
    /// <remarks>A model with other layers is refused with a <see cref="WorkbenchException"/>.</remarks>
    public TrainedModel Train(TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        int threads = 1, IProgress<EpochResult>? progress = null, CancellationToken token = default)
    {
        spec.Validate();
        if (threads < 1)
            throw new WorkbenchException($"Threads {threads} must be >= 1; this machine has {Environment.ProcessorCount} processors.");
        var columns = train.Features.ColumnNames;
        FeatureCheck.RequireColumns(validation.Features, columns);
        foreach (SplitPart part in new SplitPart[] { train, validation })
            FeatureCheck.RequireFinite(part.Features, row => part.Tracks[row].Id);
        var vocabulary = LabelVocabulary.Fit(train);
        var plan = model.Bind(Shape.Vector(columns.Length), vocabulary.Count);
        Network.RequireDense(plan);

        var scaler = Scaler.Fit(train);
        var examples = new Examples(train, scaler, vocabulary);
        var judges = new Examples(validation, scaler, vocabulary);
        RequireJudgement(judges);
        var rng = new Random(spec.Seed);
        var batches = PlanBatches(examples.Count, spec.BatchSize, plan);
        using var workers = new Workers(threads);
        var network = new Network(plan, Weights.Initialize(plan, rng), batches.Capacity, trains: true, workers);
        var loss = new BinaryCrossEntropy(PositiveWeights(examples.Labels, spec.PositiveWeighting));
        var loop = new TrainingLoop(network, spec, examples, judges, batches, loss, workers, rng);
        var (weights, curve) = loop.Run(progress, token);
        return new(features, columns, scaler, model, weights, vocabulary, curve);
    }

    /// <summary>Negatives / positives of each label, or 1.</summary>
    internal static double[] PositiveWeights(LabelMatrix labels, PositiveWeighting weighting) =>
    [
        .. from label in Enumerable.Range(0, labels.LabelCount)
           let positives = labels.Column(label).Count(hasLabel => hasLabel)
           let negatives = labels.RowCount - positives
           select weighting == PositiveWeighting.None || negatives == 0 || positives == 0 ? 1 : (double)negatives / positives,
    ];

    private static Batches PlanBatches(int rowCount, int batchSize, ModelPlan plan)
    {
        var hasBatchNorm = plan.Layers.Any(l => l.Layer is BatchNorm);
        if (hasBatchNorm && Math.Min(rowCount, batchSize) < 2)
            throw new WorkbenchException($"BatchNorm needs batches of at least 2 songs, but the batch size is {batchSize} and the training part has {rowCount}. Use a batch size of 32, more songs, or a model without BatchNorm.");
        return new(rowCount, batchSize, hasBatchNorm);
    }

    private static void RequireJudgement(Examples judges)
    {
        if (RocAuc.Macro(judges.Labels, new ScoreMatrix(judges.Count, judges.Labels.LabelCount)) is null)
            throw new WorkbenchException($"No label has both songs with it and songs without it among the {judges.Count} of the validation part, so no epoch can be called the best. Use a larger validation share or another split seed.");
    }
}
