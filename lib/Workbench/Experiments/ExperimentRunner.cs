using System.Diagnostics;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>From a spec to a run folder: open, extract, split, train, judge, write.</summary>
/// <param name="workspace">Where datasets, features and runs are kept.</param>
/// <param name="trainer">What trains.</param>
public sealed class ExperimentRunner(Workspace workspace, ITrainer trainer)
{
    /// <summary>Runs the experiment.</summary>
    /// <param name="spec">What to do.</param>
    /// <param name="progress">Told how far reading, extracting and training are; of every epoch with its result, as <see cref="EpochProgress"/>.</param>
    /// <param name="token">Stops the work; extracted features are kept, and of a training the best epoch so far.</param>
    /// <returns>The finished run, read back from its folder.</returns>
    /// <exception cref="WorkbenchException">The spec or the dataset is not usable.</exception>
    public Run Execute(ExperimentSpec spec, IProgress<WorkProgress>? progress = null, CancellationToken token = default)
    {
        spec.Validate();
        var clock = Stopwatch.StartNew();
        var environment = RunEnvironment.Current(workspace.Threads);
        var dataset = workspace.Open(spec.Dataset, spec.Labels, progress, token);
        var extracted = workspace.Extract(dataset, spec.Features, progress, token);
        var split = Splitter.Draw(extracted, spec.Split);
        var checkpoint = Path.Combine(workspace.Data.CheckpointsPath, SpecJson.Hash(spec));
        var model = Train(spec, split, checkpoint, progress, token);

        var id = RunStore.NewId(dataset.Name, spec);
        var test = split.Test.Open(workspace.Runs, id, out var openings);
        var onTest = new Predictions(test, model.Vocabulary, model.Predict(test.Songs, workspace.Threads));
        var onValidation = new ValidationPredictions(split.Validation, model.Vocabulary, model.Predict(split.Validation.Songs, workspace.Threads));
        var summary = Summarize(id, spec, extracted, split, model, Scores.From(onTest), Scores.From(onValidation), openings, clock.Elapsed.TotalSeconds);
        var run = workspace.Runs.Add(id, folder =>
        {
            File.WriteAllText(Path.Combine(folder, RunFiles.Experiment), SpecJson.Write(spec));
            File.WriteAllText(Path.Combine(folder, RunFiles.Environment), SpecJson.Write(environment));
            File.WriteAllText(Path.Combine(folder, RunFiles.Scores), SpecJson.Write(summary));
            File.WriteAllText(Path.Combine(folder, RunFiles.Card), ModelCard.Write(spec, summary));
            File.WriteAllText(Path.Combine(folder, RunFiles.Epochs), model.LearningCurve.ToCsv());
            onTest.WriteCsv(Path.Combine(folder, RunFiles.TestPredictions));
            onValidation.WriteCsv(Path.Combine(folder, RunFiles.ValidationPredictions));
            SkippedFileList.Write(Path.Combine(folder, RunFiles.Skipped), extracted.Dataset.Skipped);
            model.Save(folder);
        });
        TrainingOptions.DeleteCheckpoint(checkpoint);
        return run;
    }

    private TrainedModel Train(ExperimentSpec spec, Split split, string checkpoint, IProgress<WorkProgress>? progress, CancellationToken token)
    {
        var report = progress is null ? null : new TrainingReport(progress, spec.Training.Epochs);
        var options = new TrainingOptions { Threads = workspace.Threads, CheckpointPath = checkpoint, Progress = report, Notes = report };
        return trainer.Train(split.Train, split.Validation, spec.Features, spec.Model, spec.Training, options, token);
    }

    private static RunSummary Summarize(
        string id, ExperimentSpec spec, ExtractedDataset data, Split split, TrainedModel model, Scores test, Scores validation, int openings, double seconds) => new()
        {
            Run = id,
            Seed = spec.Training.Seed,
            Dataset = data.Dataset.Name,
            Tracks = data.Tracks.Length,
            Skipped = data.Dataset.Skipped.Length,
            Labels = model.Vocabulary.Count,
            Parameters = model.Plan.ParameterCount,
            TrainTracks = split.Train.Tracks.Length,
            ValidationTracks = split.Validation.Tracks.Length,
            TestTracks = split.Test.Count,
            TestOpenings = openings,
            RocAucMacro = test.RocAucMacro,
            RocAucMicro = test.RocAucMicro,
            PrAucMacro = test.PrAucMacro,
            PrAucMicro = test.PrAucMicro,
            AccuracyTop1 = data.Dataset.IsSingleLabel ? test.AccuracyTop1 : null,
            SubsetAccuracy = test.SubsetAccuracy,
            HammingAccuracy = test.HammingAccuracy,
            AllNegativeBaseline = test.AllNegativeBaseline,
            F1Macro = test.F1Macro,
            PerLabel = test.PerLabel,
            UndefinedLabels = test.UndefinedLabels,
            Validation = new(validation.RocAucMacro, validation.RocAucMicro, validation.PrAucMacro, validation.PrAucMicro),
            Epochs = model.LearningCurve.Epochs.Length,
            BestEpoch = model.LearningCurve.BestEpoch,
            Seconds = Math.Round(seconds, 2),
            Notes = model.LearningCurve.Stopped == StopReason.Cancelled ? [.. split.Notes, $"Training was stopped by hand after epoch {model.LearningCurve.Epochs.Length}; the best epoch so far was kept."] : split.Notes,
        };
}
