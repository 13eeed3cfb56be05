namespace Workbench.Evaluation;

/// <summary>
/// The areas under a label's ROC and precision-recall curves where row i counts as often as its weight says. The rows are sorted
/// once, then each set of weights costs one pass.
/// </summary>
internal sealed class WeightedAreas
{
    private const int Positive = 1, EndsTie = 2, RowShift = 2;

    /// <summary>The rows by descending score, each with whether it is positive and whether the next score is lower.</summary>
    private readonly int[] ranked;

    /// <summary>Ranks rows.</summary>
    /// <param name="truth">Whether each has the label.</param>
    /// <param name="scores">One a row.</param>
    /// <param name="rows">Where each one's weight stands.</param>
    private WeightedAreas(bool[] truth, double[] scores, int[] rows)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, order);
        ranked = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var endsTie = i == 0 || scores[i - 1] < scores[i];
            ranked[^(i + 1)] = rows[order[i]] << RowShift | (truth[order[i]] ? Positive : 0) | (endsTie ? EndsTie : 0);
        }
    }

    /// <summary>One for each label.</summary>
    public static WeightedAreas[] PerLabel(Predictions predictions)
    {
        int[] rows = [.. Enumerable.Range(0, predictions.TrackIds.Length)];
        return [.. Enumerable.Range(0, predictions.LabelNames.Length)
            .Select(label => new WeightedAreas(predictions.Truth.Column(label), predictions.Scores.Column(label), rows))];
    }

    /// <summary>One for all cells as if they were one label.</summary>
    public static WeightedAreas Pooled(Predictions predictions)
    {
        var rows = Enumerable.Range(0, predictions.TrackIds.Length);
        return new([.. rows.SelectMany(row => predictions.Truth.Row(row).ToArray())],
            [.. rows.SelectMany(row => predictions.Scores.Row(row).ToArray())],
            [.. rows.SelectMany(row => Enumerable.Repeat(row, predictions.LabelNames.Length))]);
    }

    /// <summary>Both areas: as <see cref="RocAuc"/>, and as <see cref="AveragePrecision"/>; null where they are undefined.</summary>
    /// <param name="weights">At least 0.</param>
    public (double? RocAuc, double? AveragePrecision) Of(ReadOnlySpan<int> weights)
    {
        var (halfPairs, steps, positives, negatives, tiedPositives, tiedNegatives) = (0L, 0.0, 0L, 0L, 0L, 0L);
        foreach (var row in ranked)
        {
            long weight = weights[row >> RowShift];
            var positive = weight * (row & Positive);
            tiedPositives += positive;
            tiedNegatives += weight - positive;
            if ((row & EndsTie) == 0)
                continue;
            halfPairs += tiedNegatives * (2 * positives + tiedPositives);
            (positives, negatives) = (positives + tiedPositives, negatives + tiedNegatives);
            if (tiedPositives > 0)
                steps += tiedPositives * ((double)positives / (positives + negatives));
            (tiedPositives, tiedNegatives) = (0, 0);
        }
        return (positives == 0 || negatives == 0 ? null : halfPairs / (2.0 * positives * negatives),
            positives == 0 ? null : steps / positives);
    }
}
