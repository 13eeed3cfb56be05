using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>From scores to yes or no, label by label.</summary>
public static class Decisions
{
    /// <summary>What a task asks for where nothing was chosen: yes from 0.5 on, or for the highest score alone.</summary>
    public static LabelMatrix Of(ScoreMatrix scores, ClassificationTask task) =>
        task == ClassificationTask.SingleLabel ? TopOne(scores) : At(scores);

    /// <summary>Yes where the score is at least the threshold, the same for every label.</summary>
    public static LabelMatrix At(ScoreMatrix scores, double threshold = 0.5) =>
        At(scores, [.. Enumerable.Repeat(threshold, scores.LabelCount)]);

    /// <summary>Yes where the score is at least the label's own threshold.</summary>
    /// <param name="scores"><c>[rows, labels]</c>.</param>
    /// <param name="thresholds">One a label, chosen without looking at what is to be evaluated.</param>
    /// <exception cref="ArgumentException">There is not one threshold a label.</exception>
    public static LabelMatrix At(ScoreMatrix scores, ReadOnlySpan<double> thresholds)
    {
        if (thresholds.Length != scores.LabelCount)
            throw new ArgumentException($"{thresholds.Length} thresholds for {scores.LabelCount} labels: there must be one a label.",
                nameof(thresholds));
        var decisions = new LabelMatrix(scores.RowCount, scores.LabelCount);
        for (var row = 0; row < scores.RowCount; row++)
            for (var label = 0; label < scores.LabelCount; label++)
                decisions[row, label] = scores[row, label] >= thresholds[label];
        return decisions;
    }

    /// <summary>Yes for the highest score of each row alone, the first of equals: for music with one label a song.</summary>
    public static LabelMatrix TopOne(ScoreMatrix scores)
    {
        var decisions = new LabelMatrix(scores.RowCount, scores.LabelCount);
        for (var row = 0; row < scores.RowCount; row++)
            decisions[row, IndexOfHighest(scores.Row(row))] = true;
        return decisions;
    }

    /// <summary>The label with the highest score, the first of equals.</summary>
    internal static int IndexOfHighest(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var label = 1; label < scores.Length; label++)
            if (scores[label] > scores[best])
                best = label;
        return best;
    }
}
