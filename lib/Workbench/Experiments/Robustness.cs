using System.Collections.Immutable;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// What a score loses where songs sound otherwise than those that were learned from: softer, resampled, an excerpt alone. A model is shown
/// the songs that it was evaluated on once more, changed.
/// </summary>
public static class Robustness
{
    /// <summary>
    /// Evaluates a run on the songs of the test part, changed; while that is sealed, on those of the validation part.
    /// </summary>
    /// <param name="workspace">Where songs and features are kept, those of changed songs too.</param>
    /// <param name="run">The run, of features that are taken from sound.</param>
    /// <param name="shifts">What is done to the songs, each for itself; ranges are drawn from for each song, always the same.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>A score a shift, in their order.</returns>
    /// <exception cref="InvalidSpecException">The ranges of a shift are not usable.</exception>
    /// <exception cref="WorkbenchException">
    /// The run learned from a table, or from the songs that it would be evaluated on; or its songs are gone or no longer the same; or one
    /// cannot be changed so.
    /// </exception>
    public static ImmutableArray<ShiftedScore> Of(Workspace workspace, Run run, IReadOnlyList<AudioTransform> shifts, Work? work = null)
    {
        work ??= Work.Default;
        run.Model.RequireSound();
        if ((run.Summary.Refit || run.Spec.Refit == true) && run.Summary.IsSealed) // older runs have it in their specs alone
            throw new WorkbenchException($"The model of run {run.Id} has learned from the validation part in the end, so that only the "
                + $"test part tells what it loses. To open it: workbench judge {run.Id} (in a notebook: run.Judge()).");
        var usual = run.EvaluatedPredictions;
        var known = RunSplit.Of(workspace, run, work).Extracted.Tracks.ToDictionary(track => track.Id);
        Track[] songs = [.. usual.TrackIds.Select(id => known[id])];
        var measure = Measures.HeadlinesOf(run.Summary.Task)[0];
        return [.. shifts.Select(transform =>
        {
            var shift = SoundShift.Of(transform, songs);
            var changed = new Predictions(usual.LabelNames, usual.TrackIds, usual.Groups, usual.Truth,
                run.Model.Predict(Hear(workspace, songs, shift, run.Spec.Heard, work), work));
            var score = measure.Of(new PreparedPredictions(changed));
            return new ShiftedScore(shift.Name, measure, score, score is not null && EnoughArtists.In(usual)
                ? new Bootstrap().Difference(measure, changed, usual, work) : null);
        })];
    }

    /// <summary>The features of changed songs, a song a track.</summary>
    /// <exception cref="WorkbenchException">A song cannot be changed so.</exception>
    internal static SongFeatures Hear(Workspace workspace, IReadOnlyList<Track> songs, SoundShift shift, FeatureSpec features, Work work)
    {
        var heard = workspace.Hear([.. songs.Select(shift.Audio)], features, $"Hearing songs, {shift.Name}", work);
        return heard.Quarantined is not [var first, ..] ? heard.Songs
            : throw new WorkbenchException($"{heard.Quarantined.Length} of {songs.Count} songs cannot be changed by {shift.Name}, for "
                + $"instance {first.Path}: {first.Reason.TrimEnd('.')}. Choose a change that all songs bear: the score of some would not "
                + "compare.");
    }
}
