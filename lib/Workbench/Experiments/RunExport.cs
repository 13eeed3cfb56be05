using Workbench.Evaluation;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Experiments;

/// <summary>Exports the model of a run, with what the run knows of it.</summary>
public static class RunExport
{
    /// <summary>
    /// Writes a folder for consumers in other languages: <c>model.onnx</c> from samples to genres, <c>model.json</c> and <c>card.md</c>
    /// that say what it is, the weights, and sounds with the answers expected.
    /// </summary>
    /// <param name="workspace">Where the features of the songs are kept.</param>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where; an older export that stands there is replaced as a whole.</param>
    /// <param name="options">What the folder shall hold; null for the usual.</param>
    /// <param name="work">Progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="WorkbenchException">
    /// The folder holds something else; the graph shall begin at the samples, and a feature cannot be expressed; or the network is code
    /// of its maker's own.
    /// </exception>
    public static ExportedModel Write(Workspace workspace, Run run, string folder, ExportOptions? options = null, Work? work = null)
    {
        (options, work) = (options ?? new(), work ?? Work.Default);
        using var heeding = work.Heed();
        if (run.Spec.Members().Select(member => member.Model.Own).FirstOrDefault(own => own is not null) is { } own)
            throw new WorkbenchException($"The network {own.Name} of run {run.Id} is code, which has no form in ONNX, so there is nothing "
                + $"to export. Its weights are {Path.Combine(run.Folder, TrainedModel.WeightsName)}, by the names of its state_dict.");
        var reason = ModelGraph.WhyNotFromAudio(run.Model.Features);
        if (run.Model.Members.Length > 1 && (reason is not null || options.Start == ExportStart.Features))
            throw new WorkbenchException($"Run {run.Id} is an ensemble, which is exported from its samples on and not from features."
                + (reason is null ? "" : $" {reason}"));
        if (reason is not null && options.Start == ExportStart.Audio)
            throw new WorkbenchException(reason);
        var start = options.Start ?? (reason is null ? ExportStart.Audio : ExportStart.Features);
        var description = Describe(run, start, start == ExportStart.Features ? reason : null, options.Licence);
        var catalogue = options.Catalogue ? RunRecommender.Catalogue(workspace, run, work).ForOthers() : null;
        ModelFolder.Write(folder, run.Model, description, ExportCard.Write(run, description, catalogue is not null), catalogue, work);
        return ExportedModel.Read(folder);
    }

    private static ExportedModel Describe(Run run, ExportStart start, string? startReason, string? licence)
    {
        var (model, summary, first) = (run.Model, run.Summary, run.Model.Members[0]);
        var (part, scores, intervals, guessing, _) = summary.Evaluated;
        return new()
        {
            Name = run.Id,
            Classes = model.Vocabulary.Names,
            Task = model.Task,
            Thresholds = model.Thresholds.Values,
            Start = start,
            StartReason = startReason,
            SampleRate = model.Features.SampleRate,
            SegmentSeconds = model.Members.Length == 1 ? first.Spec.SegmentFrames * first.Features.FrameSeconds : null,
            Schema = ExportedModel.SchemaOf(model, start),
            Licence = licence,
            Training = new(summary.Dataset, summary.TrainTracks, summary.TrainCopies, summary.ValidationTracks, part,
                scores.TrackCount, summary.TestOpenings, summary.Seed, summary.SplitHash,
                [.. Measures.HeadlinesOf(summary.Task).Concat(scores.Own).Select(measure =>
                    new ExportedScore(measure.Name, scores[measure], intervals?[measure], guessing[measure]))],
                [.. new[] { summary.Evaluated.TooFew }.OfType<string>(), .. summary.Notes])
            {
                DatasetGenres = summary.DatasetGenres,
            },
            Features = first.Features,
            Columns = first.FeatureColumns,
            Scaler = first.Scaler.Kind,
            Model = first.Spec,
            Output = first.Output,
            LearningCurve = first.LearningCurve,
            Ensemble = ExportedMember.Of(model),
        };
    }
}
