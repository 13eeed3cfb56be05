using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// Which genres are taken for which, where a song may have several: of the songs that have one and lack the other, the share for
/// which the other was decided. Where each song has one and one is decided, this is the confusion matrix, whose rows add to 1.
/// </summary>
public sealed class GenreConfusions
{
    private readonly Predictions predictions;
    private readonly LabelMatrix decisions;

    /// <summary>Counts confusions.</summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>: what was decided, for instance at the model's thresholds.</param>
    /// <param name="task">Whether a song may have several labels.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public GenreConfusions(
        Predictions predictions, LabelMatrix decisions, ClassificationTask task = ClassificationTask.MultiLabel)
    {
        var count = predictions.LabelNames.Length;
        if (decisions.RowCount != predictions.TrackIds.Length || decisions.LabelCount != count)
            throw new ArgumentException(
                $"Decisions [{decisions.RowCount}, {decisions.LabelCount}] do not fit {predictions.TrackIds.Length} "
                + $"tracks and {count} labels.", nameof(decisions));
        (this.predictions, this.decisions, Task) = (predictions, decisions, task);
        Shares = new double[count, count];
        for (var label = 0; label < count; label++)
            for (var other = 0; other < count; other++)
            {
                int[] songs = [.. SongsWith(label, other)];
                Shares[label, other] = songs.Length == 0 ? double.NaN : (double)songs.Count(row => decisions[row, other]) / songs.Length;
            }
    }

    /// <summary>Whether a song may have several labels.</summary>
    public ClassificationTask Task { get; }

    /// <summary>Names of the labels.</summary>
    public ImmutableArray<string> Labels => predictions.LabelNames;

    /// <summary>
    /// <c>[label that a song has, label that was decided for]</c>, 0 to 1; the recall on the diagonal; NaN where there is no such song.
    /// </summary>
    public double[,] Shares { get; }

    /// <summary>The confusions that concern most songs.</summary>
    /// <param name="count">How many at most, at least 1.</param>
    public ImmutableArray<Confusable> Top(int count = 5)
    {
        var all =
            from label in Enumerable.Range(0, Labels.Length)
            from other in Enumerable.Range(0, Labels.Length)
            where label != other
            let songs = SongsWith(label, other).Where(row => decisions[row, other])
                .OrderByDescending(row => predictions.Scores[row, other]).ToList()
            where songs.Count > 0
            orderby songs.Count descending, Shares[label, other] descending
            select new Confusable(Labels[label], Labels[other], Shares[label, other], [.. songs.Select(row => predictions.TrackIds[row])]);
        return [.. all.Take(count)];
    }

    /// <summary>Songs that have a label and lack another one; all that have it, where both are the same.</summary>
    private IEnumerable<int> SongsWith(int label, int other) =>
        Enumerable.Range(0, predictions.TrackIds.Length)
            .Where(row => predictions.Truth[row, label] && (label == other || !predictions.Truth[row, other]));
}
