namespace Workbench.Evaluation;

/// <summary><see cref="CalibrationCurve.ExpectedError"/> of all labels together where row i counts as often as its weight says.</summary>
internal sealed class WeightedCalibration
{
    private readonly int labelCount;

    /// <summary>By how much the scores of a row exceed its truth in each bin, <c>[rows, bins]</c>.</summary>
    private readonly double[,] excess;

    /// <summary>Prepares the bins.</summary>
    /// <param name="predictions">Whose scores are probabilities.</param>
    public WeightedCalibration(Predictions predictions)
    {
        labelCount = predictions.LabelNames.Length;
        excess = new double[predictions.TrackIds.Length, CalibrationCurve.UsualBinCount];
        for (var row = 0; row < predictions.TrackIds.Length; row++)
            for (var label = 0; label < labelCount; label++)
                excess[row,
                    CalibrationCurve.BinOf(predictions.Scores[row, label],
                        CalibrationCurve.UsualBinCount)] += predictions.Scores[row, label] - (predictions.Truth[row, label] ? 1 : 0);
    }

    /// <summary>The error.</summary>
    /// <param name="weights">One a row, at least 0 and not all 0.</param>
    public double Of(int[] weights)
    {
        Span<double> bins = stackalloc double[CalibrationCurve.UsualBinCount];
        for (var row = 0; row < weights.Length; row++)
            for (var bin = 0; bin < bins.Length; bin++)
                bins[bin] += weights[row] * excess[row, bin];
        var sum = 0.0;
        foreach (var bin in bins)
            sum += Math.Abs(bin);
        return sum / ((double)labelCount * weights.Sum());
    }
}
