using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// <see cref="RocAuc.Macro"/> where row i counts as often as its weight says. The rows are sorted once, then each set of
/// weights costs one pass.
/// </summary>
internal sealed class WeightedRocAuc
{
    private const int Positive = 1, EndsTie = 2, RowShift = 2;

    /// <summary>For each label the rows by ascending score, each with whether it is positive and whether the next score is higher.</summary>
    private readonly int[][] ranked;

    public WeightedRocAuc(Predictions predictions) =>
        ranked = [.. Enumerable.Range(0, predictions.LabelNames.Length).Select(label => Rank(predictions.Truth, predictions.Scores.Column(label), label))];

    /// <summary>The mean over the labels that have positives and negatives among the weighted rows; null if none has.</summary>
    /// <param name="weights">One a row, at least 0.</param>
    public double? Macro(int[] weights) => ranked.Average(rows => Area(rows, weights));

    /// <summary>The area of one label; null without positives or without negatives.</summary>
    /// <param name="label">From 0.</param>
    /// <param name="weights">One a row, at least 0.</param>
    public double? OfLabel(int label, int[] weights) => Area(ranked[label], weights);

    private static int[] Rank(LabelMatrix truth, double[] scores, int label)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, rows);
        for (var i = 0; i < rows.Length; i++)
        {
            var endsTie = i + 1 == rows.Length || scores[i] < scores[i + 1];
            rows[i] = rows[i] << RowShift | (truth[rows[i], label] ? Positive : 0) | (endsTie ? EndsTie : 0);
        }
        return rows;
    }

    private static double? Area(int[] rows, int[] weights)
    {
        var (halfPairs, positives, negatives, tiedPositives, tiedNegatives) = (0L, 0L, 0L, 0L, 0L);
        foreach (var row in rows)
        {
            long weight = weights[row >> RowShift];
            var positive = weight * (row & Positive);
            tiedPositives += positive;
            tiedNegatives += weight - positive;
            if ((row & EndsTie) == 0)
                continue;
            halfPairs += tiedPositives * (2 * negatives + tiedNegatives);
            (positives, negatives) = (positives + tiedPositives, negatives + tiedNegatives);
            (tiedPositives, tiedNegatives) = (0, 0);
        }
        return positives == 0 || negatives == 0 ? null : halfPairs / (2.0 * positives * negatives);
    }
}
