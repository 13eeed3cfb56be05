using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Do probabilities mean what they say? Of the cells with a score near 0.3, three in ten should be true. Scores fall into bins of
/// equal width, as in scikit-learn's <c>calibration_curve</c> (strategy uniform); empty bins are left out.
/// </summary>
/// <param name="MeanScores">Mean score of each bin, rising.</param>
/// <param name="TrueShares">Share of each bin that is true.</param>
/// <param name="Counts">Cells of each bin.</param>
public sealed record CalibrationCurve(ImmutableArray<double> MeanScores, ImmutableArray<double> TrueShares, ImmutableArray<int> Counts)
{
    internal const int UsualBinCount = 10;

    /// <summary>
    /// Mean distance of score and truth over all cells, bin by bin: the expected calibration error (Naeini et al. 2015), 0 to 1.
    /// </summary>
    public double ExpectedError =>
        Enumerable.Range(0, Counts.Length).Sum(i => Counts[i] * Math.Abs(MeanScores[i] - TrueShares[i])) / Counts.Sum();

    /// <summary>The curve of one label.</summary>
    /// <param name="labels">Whether each row has the label.</param>
    /// <param name="scores">One probability a row.</param>
    /// <param name="binCount">Bins from 0 to 1, at least 2; 10 is usual.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is nothing.</exception>
    /// <exception cref="WorkbenchException">Fewer than two bins, or a score is no probability.</exception>
    public static CalibrationCurve From(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, int binCount = UsualBinCount)
    {
        if (labels.Length != scores.Length || labels.Length == 0)
            throw new ArgumentException(
                $"{labels.Length} labels and {scores.Length} scores: there must be one score a label, and at least one.", nameof(scores));
        if (binCount < 2)
            throw new WorkbenchException($"Bins {binCount} must be >= 2; 10 is usual.");
        var (sums, positives, counts) = (new double[binCount], new int[binCount], new int[binCount]);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] is not (>= 0 and <= 1))
                throw new WorkbenchException(
                    $"The score {scores[i]} of row {i} is no probability; they lie from 0 to 1. Put logits through the sigmoid first.");
            var bin = BinOf(scores[i], binCount);
            sums[bin] += scores[i];
            positives[bin] += labels[i] ? 1 : 0;
            counts[bin]++;
        }
        int[] filled = [.. Enumerable.Range(0, binCount).Where(bin => counts[bin] > 0)];
        return new([.. filled.Select(bin => sums[bin] / counts[bin])], [.. filled.Select(bin => (double)positives[bin] / counts[bin])],
            [.. filled.Select(bin => counts[bin])]);
    }

    /// <summary>The curve of all labels together.</summary>
    /// <inheritdoc cref="From(ReadOnlySpan{bool}, ReadOnlySpan{double}, int)"/>
    public static CalibrationCurve From(Predictions predictions, int binCount = UsualBinCount)
    {
        var rows = Enumerable.Range(0, predictions.TrackIds.Length);
        return From([.. rows.SelectMany(row => predictions.Truth.Row(row).ToArray())],
            [.. rows.SelectMany(row => predictions.Scores.Row(row).ToArray())], binCount);
    }

    /// <summary>A score on an edge belongs to the bin below it, as in scikit-learn.</summary>
    internal static int BinOf(double score, int binCount)
    {
        var bin = 0;
        while (bin < binCount - 1 && score > (bin + 1.0) / binCount)
            bin++;
        return bin;
    }
}
