using System.Collections.Concurrent;
using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// Predictions of which everything is worked out that does not depend on how often each row counts, so that
/// <see cref="Weighted"/> can be asked a thousand times. Each part is worked out when a measure first needs it; from any thread.
/// </summary>
/// <param name="predictions">What a model said, and the truth.</param>
/// <param name="decisions"><c>[tracks, labels]</c>, of the shape of the truth.</param>
internal sealed class PreparedPredictions(Predictions predictions, LabelMatrix decisions)
{
    private readonly Lazy<WeightedAreas[]> areas = new(() => WeightedAreas.PerLabel(predictions));
    private readonly Lazy<WeightedAreas> pooledAreas = new(() => WeightedAreas.Pooled(predictions));
    private readonly Lazy<WeightedCounts[]> counts = new(() => WeightedCounts.PerLabel(predictions.Truth, decisions));
    private readonly Lazy<WeightedCalibration> calibration = new(() => new(predictions));
    private readonly Lazy<bool> areProbabilities = new(() => ProbabilityScores.AreProbabilities(predictions));
    private readonly Lazy<bool> isSingleLabel = new(() => HasOneLabelARow(predictions.Truth));
    private readonly ConcurrentDictionary<Func<PredictedSong, double?>, double[]> songScores = new();

    /// <summary>Prepares predictions that decide for a label where its score is at least 0.5.</summary>
    public PreparedPredictions(Predictions predictions) : this(predictions, Decisions.At(predictions.Scores))
    {
    }

    /// <summary>What a model said, and the truth.</summary>
    public Predictions Predictions => predictions;

    /// <summary>What was decided, <c>[tracks, labels]</c>.</summary>
    public LabelMatrix Decided => decisions;

    /// <summary>The predictions where every row counts once.</summary>
    public WeightedPredictions Unweighted => field ??= Weighted([.. predictions.TrackIds.Select(_ => 1)]);

    /// <summary>Ranks the rows by each label.</summary>
    public WeightedAreas[] Areas => areas.Value;

    /// <summary>Ranks all cells as if they were one label.</summary>
    public WeightedAreas PooledAreas => pooledAreas.Value;

    /// <summary>Counts the decisions for each label.</summary>
    public WeightedCounts[] Counts => counts.Value;

    /// <summary>Bins all cells; only where <see cref="AreProbabilities"/>.</summary>
    public WeightedCalibration Calibration => calibration.Value;

    /// <summary>Whether all scores lie from 0 to 1.</summary>
    public bool AreProbabilities => areProbabilities.Value;

    /// <summary>
    /// Whether no row has two labels, and some have one; a row without has one that the model does not know, which was never learned.
    /// </summary>
    public bool IsSingleLabel => isSingleLabel.Value;

    /// <summary>The predictions where row i counts as often as its weight says.</summary>
    /// <param name="weights">One a row, at least 0 and not all 0.</param>
    public WeightedPredictions Weighted(int[] weights) => new(this, weights);

    /// <summary>A score of every row, NaN where it is undefined.</summary>
    /// <param name="score">The score of one song.</param>
    public double[] OfEachSong(Func<PredictedSong, double?> score) => songScores.GetOrAdd(score, of =>
        [.. Enumerable.Range(0, predictions.TrackIds.Length).Select(row =>
            of(new(predictions.Truth.Row(row), predictions.Scores.Row(row), decisions.Row(row))) ?? double.NaN)]);

    private static bool HasOneLabelARow(LabelMatrix truth)
    {
        var labelled = 0;
        for (var row = 0; row < truth.RowCount; row++)
            if (truth.Row(row).Count(true) is var count and <= 1)
                labelled += count;
            else
                return false;
        return labelled > 0;
    }
}
