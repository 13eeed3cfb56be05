using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>Finds the songs that a run is most wrong about, and what misled its model.</summary>
internal static class LabLosses
{
    private const int Reasons = 3;

    public static TopLosses Of(Workspace workspace, Run run, int count, Work work)
    {
        var losses = SongLoss.Top(run.Model, run.EvaluatedPredictions, count);
        var (extracted, split) = RunSplit.Of(workspace, run, work);
        var learned = SimilarityIndex.Over(new(split.Train.Tracks, run.Model.Run(split.Train.Songs, work)), run.Model, work: work);
        var places = extracted.Tracks.Select((track, i) => (track.Id, i)).ToDictionary(song => song.Id, song => song.i);
        int[] rows = [.. losses.Select(loss => places[loss.TrackId])];
        var heard = run.Model.Run(extracted.Songs.Songs(rows), work);
        return new(run.Summary.Evaluated.Name, [.. losses.Select((loss, i) => (extracted.Tracks[rows[i]], loss,
            learned.Nearest(heard.Embedding.Row(i), heard.Probabilities.Row(i),
                options: new() { Count = Reasons, SameArtist = true }, work: work)))]);
    }
}
