using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>Opens the test part for a run that was chosen, and evaluates it there: the only place that does.</summary>
public static class RunJudge
{
    /// <summary>Evaluates a run on the test part, which was sealed so far; the opening is counted.</summary>
    /// <param name="workspace">Where its songs' features are kept, and openings counted.</param>
    /// <param name="run">The run that was chosen, by the validation part.</param>
    /// <param name="evenIfStopped">Whether a run whose training was stopped by hand is judged too.</param>
    /// <param name="work">
    /// Threads; told how far reading and extracting are; the run stays as it is when it is stopped. Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The run with its test scores; the run itself if it has them already.</returns>
    /// <exception cref="WorkbenchException">
    /// The training was stopped, and that was not allowed for; or this process lacks the code of a measure; or the dataset is gone, or is
    /// not what the run was trained on.
    /// </exception>
    public static Run Judge(Workspace workspace, Run run, bool evenIfStopped = false, Work? work = null)
    {
        if (!run.Summary.IsSealed)
            return run;
        if (run.Summary.Stopped && !evenIfStopped)
            throw new WorkbenchException($"The training of run {run.Id} was stopped by hand after epoch {run.Summary.Epochs}, "
                + "so the test part stays sealed. Train to the end, or judge it all the same by its name: "
                + $"workbench judge {run.Id} (in a notebook: run.Judge(evenIfStopped: true)).");
        foreach (var measure in run.Spec.OwnMeasures.OfType<IOwnCode>())
            measure.Require(); // before the test part is opened
        work ??= Work.Default;
        using var heeding = work.Heed();
        var sealedTest = RunSplit.Of(workspace, run, work).Split.Test;
        work.ThrowIfStopped();
        var test = sealedTest.Open(workspace.Runs, run.Id, out var openings);
        var predictions = new Predictions(test, run.Model.Vocabulary, run.Model.Predict(test.Songs, work));
        var (decisions, hasIntervals) = (Decisions.Of(predictions.Scores, run.Summary.Task), EnoughArtists.In(predictions));
        var tuned = run.Summary.Task == ClassificationTask.MultiLabel ? run.Model.Decide(predictions.Scores) : null;
        var judged = run.Summary with
        {
            TestOpenings = openings,
            Notes = openings == 1
                ? run.Summary.Notes
                : [.. run.Summary.Notes,
                    $"The test part of this split has been opened {openings} times: the best of several test scores is too good."],
            Test = Scores.From(predictions, decisions, run.Spec.OwnMeasures),
            TestArtists = EnoughArtists.Count(predictions),
            TestIntervals = hasIntervals ? new Bootstrap().Intervals(predictions, decisions, work, run.Spec.OwnMeasures) : null,
            TestGuessing = Scores.OfGuessing(predictions, run.Summary.Task, run.Spec.OwnMeasures),
            TunedF1Macro = hasIntervals && tuned is not null ? new Bootstrap().F1Macro(predictions, tuned, work).IfAnySpread : null,
            TunedF1 = tuned is null ? null : Scores.From(predictions, tuned).F1Macro,
        };
        predictions.WriteCsv(Path.Combine(run.Folder, RunFiles.TestPredictions));
        RunStore.WriteSummary(run.Folder, run.Spec, judged);
        return Run.Load(run.Folder);
    }
}
