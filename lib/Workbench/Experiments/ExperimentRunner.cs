using System.Diagnostics;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>From a spec to a run folder: open, extract, split, train, evaluate, write.</summary>
/// <param name="workspace">Where datasets, features and runs are kept.</param>
/// <param name="trainer">What trains.</param>
/// <param name="opensTest">
/// Whether a run is evaluated on the test part at once; if not, <see cref="OpenTest"/> does it for the run that was chosen.
/// </param>
/// <param name="whenStopped">
/// What becomes of a training that is stopped: a run with its best epoch so far, or nothing until the next execution goes on with it.
/// </param>
public sealed class ExperimentRunner(Workspace workspace, ITrainer trainer, bool opensTest = true,
    WhenStopped whenStopped = WhenStopped.KeepBestEpoch)
{
    /// <summary>Runs the experiment.</summary>
    /// <param name="spec">What to do.</param>
    /// <param name="work">
    /// Threads; told how far reading, extracting and training are, of the last as <see cref="TrainingProgress"/>; when it is stopped,
    /// extracted features are kept, and of a training the best epoch so far or its checkpoint. Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The finished run, read back from its folder.</returns>
    /// <exception cref="WorkbenchException">The spec or the dataset is not usable.</exception>
    public Run Execute(ExperimentSpec spec, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        spec.Validate();
        workspace.Runs.RequireWritable();
        var asked = spec;
        spec = asked.Resolve();
        var clock = Stopwatch.StartNew();
        var environment = RunEnvironment.Current(work.Threads);
        var (extracted, split) = Prepare(spec, work);
        var checkpoint = Path.Combine(workspace.Data.CheckpointsPath, SpecJson.Hash(spec));
        var learned = split.Train.Take(spec.TrainingShare, spec.Split);
        var plan = spec.Augmentation is null ? null : AugmentationPlan.Of(learned, spec.Augmentation);
        var train = Augment(learned, plan, spec.Features, work);
        var chosen = trainer.Train(train, split.Validation, spec.Features, spec.Model, spec.Training, Options(checkpoint), work);
        // From here on the best epoch is to become a run, whatever is stopped.
        var rest = whenStopped == WhenStopped.KeepBestEpoch ? work with { Token = default } : work;
        var byHalf = new TrainedModel(chosen);
        var onValidation = new ValidationPredictions(split.Validation, chosen.Vocabulary,
            byHalf.Predict(split.Validation.Songs, rest));
        var onTraining = new Predictions(learned, chosen.Vocabulary, byHalf.Predict(learned.Songs, rest));
        var thresholds = Thresholds.Tune(onValidation);
        var refitCheckpoint = checkpoint + "-refit";
        var last = spec.Refit ? trainer.Refit(chosen, train, split.Validation, spec.Training, Options(refitCheckpoint), work) : chosen;
        string[] notes = [.. split.Notes, .. MissingCopies(plan, learned, train), .. Notes(chosen, last, spec.Training)];
        var model = new TrainedModel(last, thresholds);

        var id = RunStore.NewId(extracted.Dataset.Name, spec);
        var summary = Summarize(id, spec, extracted, split, train, model, onTraining, onValidation, clock.Elapsed.TotalSeconds, notes,
            rest);
        var run = workspace.Runs.Add(id, folder =>
        {
            File.WriteAllText(Path.Combine(folder, RunFiles.Experiment), SpecJson.Write(asked));
            File.WriteAllText(Path.Combine(folder, RunFiles.Environment), SpecJson.Write(environment));
            File.WriteAllText(Path.Combine(folder, RunFiles.Epochs), model.LearningCurve.ToCsv());
            onValidation.WriteCsv(Path.Combine(folder, RunFiles.ValidationPredictions));
            plan?.WriteCsv(Path.Combine(folder, RunFiles.Copies));
            SkippedFileList.Write(Path.Combine(folder, RunFiles.Skipped), extracted.Dataset.Skipped);
            model.Save(folder);
            if (opensTest) // the many runs of a sweep would fill the disk
                new SongCatalogue(extracted.Tracks, model.Run(extracted.Songs, rest)).Save(folder);
            WriteSummary(folder, spec, opensTest ? EvaluateOnTest(folder, summary, model, split, rest) : summary);
        });
        TrainingOptions.DeleteCheckpoint(checkpoint);
        TrainingOptions.DeleteCheckpoint(refitCheckpoint);
        return run;
    }

    /// <summary>Evaluates a run on the test part, which was sealed so far; the opening is counted.</summary>
    /// <param name="run">The run that was chosen, by the validation part.</param>
    /// <param name="work">
    /// Threads; told how far reading and extracting are; the run stays as it is when it is stopped. Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The run with its test scores; the run itself if it has them already.</returns>
    /// <exception cref="WorkbenchException">The dataset is gone, or is not what the run was trained on.</exception>
    public Run OpenTest(Run run, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        if (run.Summary.Test is not null)
            return run;
        var split = Prepare(run.Spec.Resolve(), work).Split;
        if (split.Hash != run.Summary.SplitHash)
            throw new WorkbenchException($"The songs of {run.Spec.Dataset} are no longer those that run {run.Id} was trained on, "
                + "so a test part of today may hold songs that it has learned from. Train again: "
                + $"workbench train {Path.Combine(run.Folder, RunFiles.Experiment)}");
        work.ThrowIfStopped();
        WriteSummary(run.Folder, run.Spec, EvaluateOnTest(run.Folder, run.Summary, run.Model, split, work));
        return Run.Load(run.Folder);
    }

    private (ExtractedDataset Extracted, Split Split) Prepare(ExperimentSpec spec, Work work)
    {
        var extracted = workspace.Extract(workspace.Open(spec.Dataset, spec.Labels, work), spec.Features, work);
        return (extracted, Splitter.Draw(extracted, spec.Split, spec.Genres, work));
    }

    private TrainingPart Augment(TrainingPart part, AugmentationPlan? plan, FeatureSpec features, Work work)
    {
        if (plan is null)
            return part;
        work.Report(new AugmentationProgress(new("Planning copies", plan.Copies.Length, plan.Copies.Length), plan));
        return workspace.Augment(plan, features, work);
    }

    private TrainingOptions Options(string checkpoint) => new() { CheckpointPath = checkpoint, WhenStopped = whenStopped };

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
        if (!ReferenceEquals(last, chosen))
            yield return $"The model was trained again for {spec.RefitEpochs(chosen.LearningCurve)} epoch(s), on training and validation "
                + "part together; the validation scores are those of the model before, which had not seen these songs.";
    }

    private RunSummary EvaluateOnTest(string folder, RunSummary summary, TrainedModel model, Split split, Work work)
    {
        var test = split.Test.Open(workspace.Runs, summary.Id, out var openings);
        var predictions = new Predictions(test, model.Vocabulary, model.Predict(test.Songs, work));
        var evaluated = summary with
        {
            TestOpenings = openings,
            Notes = openings == 1
                ? summary.Notes
                : [.. summary.Notes,
                    $"The test part of this split has been opened {openings} times: the best of several test scores is too good."],
            Test = Scores.From(predictions),
            TestIntervals = IntervalsOf(predictions, work),
            TestGuessing = Scores.OfGuessing(predictions),
            TunedF1Macro = IsOfSeveralArtists(predictions)
                ? new Bootstrap().F1Macro(predictions, Decisions.At(predictions.Scores, model.Thresholds.Values.AsSpan()), work)
                : null,
        };
        predictions.WriteCsv(Path.Combine(folder, RunFiles.TestPredictions));
        return evaluated;
    }

    private static void WriteSummary(string folder, ExperimentSpec spec, RunSummary summary)
    {
        AtomicFile.WriteText(Path.Combine(folder, RunFiles.Card), ModelCard.Write(spec, summary));
        AtomicFile.WriteText(Path.Combine(folder, RunFiles.Scores), SpecJson.Write(summary));
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
            Labels = model.Vocabulary.Count,
            Parameters = model.Plan.ParameterCount,
            TrainTracks = training.TrackIds.Length,
            TrainCopies = train.Tracks.Length - training.TrackIds.Length,
            ValidationTracks = split.Validation.Tracks.Length,
            TestTracks = split.Test.Count,
            SplitHash = split.Hash,
            TrainingRocAuc = IsOfSeveralArtists(training) && RocAuc.Macro(training.Truth, training.Scores) is not null
                ? new Bootstrap().RocAucMacro(training, work)
                : null,
            Validation = Scores.From(validation),
            ValidationGuessing = Scores.OfGuessing(validation),
            ValidationIntervals = IntervalsOf(validation, work),
            Epochs = model.LearningCurve.Epochs.Length,
            BestEpoch = model.LearningCurve.BestEpoch,
            Stopped = model.LearningCurve.Stopped == StopReason.Cancelled,
            Seconds = Math.Round(seconds, 2),
            Notes = [.. notes],
        };

    private static ScoreIntervals? IntervalsOf(Predictions predictions, Work work) =>
        IsOfSeveralArtists(predictions) ? new Bootstrap().Intervals(predictions, work: work) : null;

    private static bool IsOfSeveralArtists(Predictions predictions) => predictions.Groups.Distinct().Count() > 1;
}
