using System.Diagnostics;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;

namespace Workbench.Experiments;

/// <summary>
/// From a spec to a run folder: open, extract, split, train, evaluate on the validation part, write. The test part stays sealed:
/// <see cref="RunJudge"/> opens it, for the run that was chosen.
/// </summary>
/// <param name="workspace">Where datasets, features and runs are kept.</param>
/// <param name="engine">
/// What runs the network, of no account for what the experiment is; one in code of the user's own runs on its own engine.
/// </param>
/// <param name="whenStopped">
/// What becomes of a training that is stopped: no run, and the next execution goes on where it was; or a run with its best epoch so far.
/// </param>
public sealed class ExperimentRunner(Workspace workspace, IEngine engine, WhenStopped whenStopped = WhenStopped.Resume)
{
    /// <summary>How its trainings are carried out, where it does not know better.</summary>
    internal TrainingOptions Training { get; init; } = new();

    /// <summary>Runs the experiment.</summary>
    /// <param name="spec">What to do.</param>
    /// <param name="work">
    /// Threads; told how far reading, extracting and training are, of the last as <see cref="TrainingProgress"/>; when it is stopped,
    /// extracted features are kept, and of a training its checkpoint or the best epoch so far. Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The finished run, read back from its folder.</returns>
    /// <exception cref="WorkbenchException">The spec or the dataset is not usable.</exception>
    public Run Execute(ExperimentSpec spec, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        spec.Validate();
        OwnParts.Require(spec);
        var used = OwnNetworkEngine.For(spec.Model, engine);
        workspace.Runs.RequireWritable();
        var asked = spec;
        spec = asked.Resolve();
        using var told = workspace.Trainings.Begin(spec);
        work = told.Follow(work);
        var clock = Stopwatch.StartNew();
        var environment = RunEnvironment.Current(work.Threads, used);
        var (dataset, extracted, split) = RunSplit.Of(workspace, spec, work);
        (asked, spec) = (asked.For(split.Task), spec.For(split.Task));
        // A callback that was mended finds the checkpoint of the one that failed.
        var checkpoint = Path.Combine(workspace.Data.CheckpointsPath,
            SpecJson.Hash(spec with { Training = spec.Training with { OnEpoch = null } }));
        var learned = split.Train.Take(spec.TrainingShare, spec.Split);
        var plan = spec.Augmentation is null ? null : AugmentationPlan.Of(learned, spec.Augmentation);
        var train = Augment(learned, plan, spec.Features, work);
        var trainer = new Trainer(used);
        var chosen = trainer.Train(train, split.Validation, spec.Features, spec.Model, spec.Training, Options(checkpoint), work);
        // From here on the best epoch is to become a run, whatever is stopped.
        var rest = whenStopped == WhenStopped.KeepBestEpoch ? work with { Token = default } : work;
        var byHalf = new TrainedModel(chosen).On(used);
        var onValidation = new ValidationPredictions(split.Validation, chosen.Vocabulary,
            byHalf.Predict(split.Validation.Songs, rest));
        var onTraining = new Predictions(learned, chosen.Vocabulary, byHalf.Predict(learned.Songs, rest));
        var thresholds = split.Task == ClassificationTask.SingleLabel ? null : Thresholds.Tune(onValidation);
        var refitCheckpoint = Path.Combine(workspace.Data.CheckpointsPath, SpecJson.Hash(spec) + "-refit");
        var last = spec.Refit ? trainer.Refit(chosen, train, split.Validation, spec.Training, Options(refitCheckpoint), work) : chosen;
        var model = new TrainedModel(last, thresholds, split.Task).On(used);
        string[] notes =
            [.. split.Notes, .. MissingCopies(plan, learned, train), .. Notes(chosen, last, spec.Training), .. Notes(model.Plan)];

        var id = RunStore.NewId(extracted.Dataset.Name, spec);
        var summary = Summarize(id, spec, extracted, split, train, model, onTraining, onValidation, clock.Elapsed.TotalSeconds, notes,
            rest) with
        {
            DatasetGenres = [.. dataset.LabelCounts.Select(count => count.Key)],
        };
        var run = workspace.Runs.Add(id, folder =>
        {
            File.WriteAllText(Path.Combine(folder, RunFiles.Experiment), SpecJson.Write(asked));
            File.WriteAllText(Path.Combine(folder, RunFiles.Environment), SpecJson.Write(environment));
            File.WriteAllText(Path.Combine(folder, RunFiles.Epochs), model.LearningCurve.ToCsv());
            onValidation.WriteCsv(Path.Combine(folder, RunFiles.ValidationPredictions));
            plan?.WriteCsv(Path.Combine(folder, RunFiles.Copies));
            SkippedFileList.Write(Path.Combine(folder, RunFiles.Skipped), extracted.Dataset.Skipped);
            model.Save(folder);
            RunStore.WriteSummary(folder, spec, summary);
        });
        TrainingOptions.DeleteCheckpoint(checkpoint);
        TrainingOptions.DeleteCheckpoint(refitCheckpoint);
        return run;
    }

    private TrainingPart Augment(TrainingPart part, AugmentationPlan? plan, FeatureSpec features, Work work)
    {
        if (plan is null)
            return part;
        work.Report(new AugmentationProgress(new("Planning copies", plan.Copies.Length, plan.Copies.Length), plan));
        return workspace.Augment(plan, features, work);
    }

    private TrainingOptions Options(string checkpoint) =>
        Training with { CheckpointPath = checkpoint, WhenStopped = whenStopped };

    private static IEnumerable<string> MissingCopies(AugmentationPlan? plan, TrainingPart part, TrainingPart augmented)
    {
        var made = augmented.Tracks.Length - part.Tracks.Length;
        if (plan is not null && made < plan.Copies.Length)
            yield return $"{plan.Copies.Length - made} of {plan.Copies.Length} changed copies could not be made and were left out: "
                + "their songs can no longer be read, or are too short to be changed so.";
    }

    private static IEnumerable<string> Notes(TrainingResult chosen, TrainingResult last, TrainingSpec spec)
    {
        if (chosen.LearningCurve.Stopped == StopReason.Cancelled)
            yield return $"Training was stopped by hand after epoch {chosen.LearningCurve.Epochs.Length}; the best epoch so far was kept.";
        if (chosen.LearningCurve.Stopped == StopReason.Callback)
            yield return $"Training was ended by the callback {spec.OnEpoch!.Name} after epoch {chosen.LearningCurve.Epochs.Length}; the "
                + "best epoch so far was kept.";
        if (spec.Optimizer is Lbfgs { L2: null } && chosen.L2 is { } l2)
            yield return FormattableString.Invariant($"The penalty of the logistic regression, L2 = {l2} (scikit-learn's C = {1 / l2}), ")
                + "was chosen inside the training part, by the log loss of songs of other artists.";
        if (chosen.LearningCurve.Stopped == StopReason.Finished && spec.Optimizer is Lbfgs)
            yield return $"The fit had not converged after {spec.Epochs} iterations; let it have more: --set training.epochs=10000.";
        if (!ReferenceEquals(last, chosen))
            yield return $"The model was trained again for {Counted.Of(spec.RefitEpochs(chosen.LearningCurve), "epoch")}, on training and "
                + "validation part together; the validation scores are those of the model before, which had not seen these songs.";
    }

    private static IEnumerable<string> Notes(ModelPlan plan)
    {
        if (plan is not { Own: { } own, Network: { } network })
            yield break;
        if (network.Classes.Length > 0 && own.Version is null)
            yield return $"The network {own.Name} is made of the class {string.Join(" and of ", network.Classes)}, whose text the run does "
                + "not keep. Where you change it, name a version, or runs of both count as repeats of one experiment: "
                + $"TorchModel.From(\"{own.Name}\", ..., version: \"2\").";
        if (network.EmbeddingSize is null)
            yield return $"The network {own.Name} has no Linear layer that gives the labels; songs are recommended by its logits.";
    }

    private static RunSummary Summarize(
        string id, ExperimentSpec spec, ExtractedDataset data, Split split, TrainingPart train, TrainedModel model, Predictions training,
        ValidationPredictions validation, double seconds, string[] notes, Work work) => new()
        {
            Id = id,
            Seed = spec.Training.SeedOrZero,
            Dataset = data.Dataset.Name,
            Tracks = data.Tracks.Length,
            Skipped = data.Dataset.Skipped.Length,
            Task = model.Task,
            Labels = model.Vocabulary.Count,
            Parameters = model.Plan.ParameterCount,
            TrainTracks = training.TrackIds.Length,
            TrainCopies = train.Tracks.Length - training.TrackIds.Length,
            ValidationTracks = split.Validation.Tracks.Length,
            TestTracks = split.Test.Count,
            SplitHash = split.Hash,
            TrainingRocAucMacro = RocAuc.Macro(training.Truth, training.Scores),
            TrainingRocAuc = EnoughArtists.In(training) && RocAuc.Macro(training.Truth, training.Scores) is not null
                ? new Bootstrap().RocAucMacro(training, work).IfAnySpread
                : null,
            Validation = Scores.From(validation, Decisions.Of(validation.Scores, model.Task), spec.OwnMeasures),
            ValidationGuessing = Scores.OfGuessing(validation, model.Task, spec.OwnMeasures),
            ValidationArtists = EnoughArtists.Count(validation),
            ValidationIntervals = EnoughArtists.In(validation)
                ? new Bootstrap().Intervals(validation, Decisions.Of(validation.Scores, model.Task), work, spec.OwnMeasures)
                : null,
            Epochs = model.LearningCurve.Epochs.Length,
            BestEpoch = model.LearningCurve.BestEpoch,
            Stopped = model.LearningCurve.Stopped == StopReason.Cancelled,
            Seconds = Math.Round(seconds, 2),
            Notes = [.. notes],
        };
}
