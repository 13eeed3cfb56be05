using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Makes probabilities say what they mean: all logits are divided by one temperature, above 1 for a model that is too sure. Rankings,
/// and with them all areas, stay. After Guo et al. 2017, here with the sigmoid of each label.
/// </summary>
/// <param name="Temperature">Above 0; 1 changes nothing.</param>
public sealed record TemperatureScaling(double Temperature)
{
    private const double Closest = 1e-12; // scores of 0 and 1 have no logit

    /// <summary>Finds the temperature of the least log loss.</summary>
    /// <param name="predictions">What the model said of the validation part.</param>
    /// <exception cref="WorkbenchException">A score is no probability.</exception>
    public static TemperatureScaling Fit(ValidationPredictions predictions)
    {
        ProbabilityScores.RequireProbabilities(predictions);
        var rows = Enumerable.Range(0, predictions.TrackIds.Length);
        (double Logit, bool Truth)[] cells =
            [.. rows.SelectMany(row => predictions.Scores.Row(row).ToArray().Select(Logit).Zip(predictions.Truth.Row(row).ToArray()))];
        double LossAt(double logTemperature)
        {
            var factor = Math.Exp(-logTemperature);
            return cells.Sum(cell => Softplus((cell.Truth ? -1 : 1) * cell.Logit * factor));
        }
        return new(Math.Exp(LeastBetween(LossAt, Math.Log(0.01), Math.Log(100))));
    }

    /// <summary>The scaled probability.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public double Apply(double probability) => 1 / (1 + Math.Exp(-Logit(probability) / Temperature));

    /// <summary>The same predictions with scaled probabilities.</summary>
    public Predictions Apply(Predictions predictions)
    {
        var scaled = new ScoreMatrix(predictions.Scores.RowCount, predictions.Scores.LabelCount);
        for (var row = 0; row < scaled.RowCount; row++)
            for (var label = 0; label < scaled.LabelCount; label++)
                scaled[row, label] = Apply(predictions.Scores[row, label]);
        return new(predictions.LabelNames, predictions.TrackIds, predictions.Groups, predictions.Truth, scaled);
    }

    private static double Logit(double probability)
    {
        var p = Math.Clamp(probability, Closest, 1 - Closest);
        return Math.Log(p / (1 - p));
    }

    /// <summary>ln(1 + e^x) without overflow: the log loss of a logit.</summary>
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>Golden section: the loss is convex in 1 / temperature, so it has one valley.</summary>
    private static double LeastBetween(Func<double, double> loss, double low, double high)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 60; i++)
        {
            var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
            if (loss(left) <= loss(right))
                high = right;
            else
                low = left;
        }
        return (low + high) / 2;
    }
}
