using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// Predictions where row i counts as often as its weight says: what measures are computed from, and what resampling asks a thousand
/// times. What several measures share is worked out once, when it is first needed; for one thread.
/// </summary>
/// <param name="prepared">What does not depend on the weights.</param>
/// <param name="weights">One a row, at least 0 and not all 0.</param>
internal sealed class WeightedPredictions(PreparedPredictions prepared, int[] weights)
{
    private (double? RocAuc, double? AveragePrecision)? pooledAreas;
    private Confusion? allDecisions;
    private (Predictions, LabelMatrix)? repeated;

    /// <summary>Number of labels.</summary>
    public int LabelCount => prepared.Predictions.LabelNames.Length;

    /// <summary>The areas under the curves of each label; null where they are undefined.</summary>
    public (double? RocAuc, double? AveragePrecision)[] Areas => field ??= [.. prepared.Areas.Select(areas => areas.Of(weights))];

    /// <summary>Those of all cells as if they were one label.</summary>
    public (double? RocAuc, double? AveragePrecision) PooledAreas => pooledAreas ??= prepared.PooledAreas.Of(weights);

    /// <summary>The right and wrong decisions for each label.</summary>
    public Confusion[] Confusions => field ??= [.. prepared.Counts.Select(counts => counts.Of(weights))];

    /// <summary>Those for all labels together.</summary>
    public Confusion AllDecisions => allDecisions ??= Confusions.Aggregate((a, b) => a + b);

    /// <summary>Whether all scores lie from 0 to 1.</summary>
    public bool AreProbabilities => prepared.AreProbabilities;

    /// <summary>Whether the rows have one label each; see <see cref="PreparedPredictions.IsSingleLabel"/>.</summary>
    public bool IsSingleLabel => prepared.IsSingleLabel;

    /// <summary>The <see cref="CalibrationCurve.ExpectedError"/> of all labels; null for scores that are no probabilities.</summary>
    public double? CalibrationError => prepared.AreProbabilities ? prepared.Calibration.Of(weights) : null;

    /// <summary>F1 of a label; null where a draw left it without positives.</summary>
    public double? F1(int label) => prepared.Counts[label].F1(Confusions[label]);

    /// <summary>Precision of a label; null where a draw left it without decisions.</summary>
    public double? Precision(int label) => prepared.Counts[label].Precision(Confusions[label]);

    /// <summary>Recall of a label; null where a draw left it without positives.</summary>
    public double? Recall(int label) => prepared.Counts[label].Recall(Confusions[label]);

    /// <summary>
    /// The predictions and what was decided, each row as often as its weight says: what code is given that knows nothing of weights.
    /// </summary>
    public (Predictions Songs, LabelMatrix Decisions) Repeated => repeated ??= Repeat();

    /// <summary>The mean over the songs for which a score is defined; null if it is for none.</summary>
    /// <param name="score">The score of one song: it is asked once a song, and not for every draw.</param>
    public double? MeanOverSongs(Func<PredictedSong, double?> score)
    {
        var songs = prepared.OfEachSong(score);
        var (total, count) = (0.0, 0);
        for (var row = 0; row < songs.Length; row++)
            if (!double.IsNaN(songs[row]))
                (total, count) = (total + weights[row] * songs[row], count + weights[row]);
        return count == 0 ? null : total / count;
    }

    /// <summary>The mean over the labels that have a value, weighted by their number of positives; null if none has.</summary>
    /// <param name="values">One a label.</param>
    public double? MeanByPositives(IEnumerable<double?> values)
    {
        var (sum, positives) = (0.0, 0);
        foreach (var (value, confusion) in values.Zip(Confusions))
            if (value is { } defined)
                (sum, positives) = (sum + defined * confusion.PositiveCount, positives + confusion.PositiveCount);
        return positives == 0 ? null : sum / positives;
    }

    private (Predictions, LabelMatrix) Repeat()
    {
        if (Array.TrueForAll(weights, weight => weight == 1))
            return (prepared.Predictions, prepared.Decided);
        var songs = prepared.Predictions;
        int[] rows = [.. weights.SelectMany((weight, row) => Enumerable.Repeat(row, weight))];
        var (truth, scores, decisions) =
            (new LabelMatrix(rows.Length, LabelCount), new ScoreMatrix(rows.Length, LabelCount), new LabelMatrix(rows.Length, LabelCount));
        for (var row = 0; row < rows.Length; row++)
            for (var label = 0; label < LabelCount; label++)
                (truth[row, label], scores[row, label], decisions[row, label]) =
                    (songs.Truth[rows[row], label], songs.Scores[rows[row], label], prepared.Decided[rows[row], label]);
        return (new(songs.LabelNames, [.. rows.Select(row => songs.TrackIds[row])], [.. rows.Select(row => songs.Groups[row])],
            truth, scores), decisions);
    }
}
