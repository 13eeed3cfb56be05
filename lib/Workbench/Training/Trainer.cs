using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Checkpoints;
using Workbench.Training.Engines;
using Workbench.Training.Logistic;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Scaling;

namespace Workbench.Training;

/// <summary>Turns specs and data into a trained model: on summaries of songs, or on segments of their frames.</summary>
/// <param name="engine">What runs the network.</param>
public sealed class Trainer(IEngine engine)
{
    /// <summary>
    /// Trains a model. The same arguments give the same weights, whatever the options; with the <see cref="ManagedEngine"/> bit for bit on
    /// any number of threads.
    /// </summary>
    /// <param name="train">What is learned from: vocabulary, scaler, class weights and weights.</param>
    /// <param name="validation">What the best epoch is chosen by.</param>
    /// <param name="features">What the columns of both parts are; kept with the model.</param>
    /// <param name="model">The layers.</param>
    /// <param name="spec">How they are trained.</param>
    /// <param name="options">Checkpoint, memory, and what becomes of a training that is stopped; null for none of them.</param>
    /// <param name="work">
    /// Threads; told after batches and epochs, as <see cref="TrainingProgress"/>; stops within a batch and writes the checkpoint. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="InvalidSpecException">A spec is wrong, or the model does not fit the features.</exception>
    /// <exception cref="WorkbenchException">The data cannot be learned from, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">
    /// Stopped, and the first epoch was not done or <see cref="WhenStopped.Resume"/> asked for.
    /// </exception>
    public TrainingResult Train(TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null)
    {
        spec.Validate();
        spec.RequireFit(model);
        (spec.OnEpoch as IOwnCode)?.Require();
        spec = spec.For(ClassificationTasks.Of([.. train.Tracks, .. validation.Tracks]));
        FeatureCheck.RequireColumns(validation.Songs, train.Songs.ColumnNames);
        foreach (SplitPart part in new SplitPart[] { train, validation })
            FeatureCheck.RequireFinite(part.Songs, row => part.Tracks[row].Id);
        // Until it ends a training, a callback changes nothing: one that was mended goes on from the checkpoint of the one that failed.
        return Fit("Training", train, features, model, spec, spec.Epochs, options ?? new(),
            inner => TrainingKey.Of(train, validation, features, model, spec with { OnEpoch = null }, engine, inner),
            (network, scaler, vocabulary, loss) =>
            {
                var examples = new Examples(validation, scaler, vocabulary, model.SegmentFrames ?? 1);
                RequireEvaluable(examples);
                return new ValidationEvaluator(network, spec, examples, loss);
            }, work ?? Work.Default);
    }

    /// <summary>
    /// Trains again, now on training and validation part together: nothing is left to choose, so every song can be learned from. For as
    /// many epochs as were best, but to the end of a schedule that settles only there. Centers are chosen anew.
    /// Scores on the validation part are honest of the chosen model only, not of this one.
    /// </summary>
    /// <param name="chosen">What <see cref="Train"/> gave for the same parts and spec.</param>
    /// <param name="train">What it was trained on.</param>
    /// <param name="validation">What its best epoch was chosen by.</param>
    /// <param name="spec">How it was trained.</param>
    /// <param name="options">As for <see cref="Train"/>; the checkpoint is another file.</param>
    /// <param name="work">As for <see cref="Train"/>; stopped, the chosen model is returned as it is.</param>
    /// <returns>The model, with the learning curve of the chosen one.</returns>
    /// <exception cref="OperationCanceledException">Stopped, and <see cref="WhenStopped.Resume"/> asked for.</exception>
    public TrainingResult Refit(TrainingResult chosen, TrainingPart train, ValidationPart validation, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null)
    {
        work ??= Work.Default;
        var (curve, all, layers) = (chosen.LearningCurve, train.With(validation), chosen.Asked ?? chosen.Spec);
        spec = spec.For(ClassificationTasks.Of(all.Tracks));
        if (chosen.L2 is { } l2)
            spec = spec with { Optimizer = new Lbfgs(l2) };
        try
        {
            var model = Fit("Training on all", all, chosen.Features, layers, spec, spec.RefitEpochs(curve), options ?? new(),
                inner => TrainingKey.Of(all, validation, chosen.Features, layers, spec, engine, inner),
                (_, _, _, _) => new RecordedEvaluator(curve), work);
            if (model.LearningCurve.Stopped != StopReason.Cancelled)
                return model with { LearningCurve = curve };
        }
        catch (OperationCanceledException) when (options?.WhenStopped != WhenStopped.Resume && work.Token.IsCancellationRequested)
        {
            // There is the chosen model.
        }
        return chosen;
    }

    private TrainingResult Fit(string task, TrainingPart train, FeatureSpec features, ModelSpec model, TrainingSpec spec, int epochs,
        TrainingOptions options, Func<Work, string> key,
        Func<INetwork, Scaler, LabelVocabulary, LossState, IEvaluator> evaluator, Work outer) =>
        outer.Apart(work =>
    {
        var columns = train.Songs.ColumnNames;
        var vocabulary = LabelVocabulary.Fit(train);
        var plan = model.Bind(model.InputShape(features, columns.Length), vocabulary.Count);
        MemoryNeed.RequireModel(plan, options.MemoryLimit);
        var scaler = Scaler.Fit(train, spec.Scaler, work);
        var examples = new Examples(train, scaler, vocabulary, model.SegmentFrames ?? 1);
        var loss = spec.Loss!.Start(examples.Labels);
        if (spec.Optimizer is Lbfgs)
        {
            using var fit = new LogisticFit(train, examples, model, plan, spec, loss, options.MemoryLimit, work);
            return Run(fit, fit.Network) with { Spec = fit.Model, Asked = model, L2 = fit.L2 };
        }
        var batches = PlanBatches(examples, spec, plan);
        var first = engine.Initialize(plan, spec.SeedOrZero);
        var started = model.Start is { } start ? StartedWeights.From(plan, start, first) : new(first, [], model.ChanceNote);
        if (started.Note is { } note)
            work.Report(new WorkNotice(note));
        var setup = new NetworkSetup(plan, started.Weights, batches.Capacity, work.Threads) { Rates = started.Rates };
        using var network = engine.StartTraining(setup, spec, options.MemoryLimit);
        return Run(new Learner(network, plan, spec, examples, batches, loss), network);

        TrainingResult Run(ILearner learner, INetwork network)
        {
            var checkpoint = options.CheckpointPath is { } path ? new CheckpointFile(path, key(work), options.CheckpointInterval) : null;
            var (weights, curve) = new TrainingLoop(task, epochs, spec.Patience, learner, evaluator(network, scaler, vocabulary, loss),
                spec.OnEpoch, options, checkpoint, work).Run();
            return new TrainingResult(features, columns, scaler, model, weights, vocabulary, curve, spec.Loss!.Output);
        }
    });

    private static Batches PlanBatches(Examples train, TrainingSpec spec, ModelPlan plan)
    {
        var mergesSingle = plan.MayNormalizeBatches;
        if (mergesSingle && Math.Min(train.Count, spec.BatchSize) < 2)
            throw new WorkbenchException($"BatchNorm needs batches of at least 2 songs, but the batch size is {spec.BatchSize} and the "
                + $"training part has {train.Count}. Use a batch size of 32, more songs, or a model without BatchNorm.");
        var rows = Enumerable.Range(0, spec.SegmentsPerSong);
        return new(train.Count * spec.SegmentsPerSong, spec.BatchSize, mergesSingle,
            spec.Sampling == Sampling.Balanced ? [.. rows.SelectMany(_ => Batches.BalancedWeights(train.Labels))] : null);
    }

    private static void RequireEvaluable(Examples examples)
    {
        if (RocAuc.Macro(examples.Labels, new ScoreMatrix(examples.Count, examples.Labels.LabelCount)) is null)
            throw new WorkbenchException($"No label has both songs with it and songs without it among the {examples.Count} of the "
                + "validation part, so no epoch can be called the best. Use a larger validation share or another split seed.");
    }
}
