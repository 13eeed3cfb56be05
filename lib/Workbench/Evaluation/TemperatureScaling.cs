using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Makes probabilities say what they mean: all logits are divided by one temperature, above 1 for a model that is too sure. Rankings,
/// and with them all areas, stay. After Guo et al. 2017: with the softmax of a song's labels where the probabilities of every song add to
/// 1, else with the sigmoid of each label.
/// </summary>
/// <param name="Temperature">Above 0; 1 changes nothing.</param>
public sealed record TemperatureScaling(double Temperature)
{
    private const double Closest = 1e-12; // scores of 0 and 1 have no logit
    private const double SumTolerance = 1e-6; // rounding of many labels and segments

    /// <summary>The temperature that was found and refused, as it made nothing better; null where none was.</summary>
    public double? Refused { get; init; }

    /// <summary>
    /// Finds the temperature of the least log loss, and keeps it if one that is found so by half of the artists lowers the calibration
    /// error of the other half, both ways together. Else the temperature is 1; so it is without <see cref="EnoughArtists"/>.
    /// </summary>
    /// <param name="predictions">What the model said of the validation part.</param>
    /// <exception cref="WorkbenchException">A score is no probability.</exception>
    public static TemperatureScaling Fit(ValidationPredictions predictions)
    {
        ProbabilityScores.RequireProbabilities(predictions);
        var found = OfLeastLoss(predictions, [.. Enumerable.Range(0, predictions.TrackIds.Length)]);
        return EnoughArtists.In(predictions) && ErrorOfOtherHalves(predictions) < CalibrationCurve.From(predictions).ExpectedError
            ? found
            : new(1) { Refused = found.Temperature };
    }

    /// <summary>The scaled probability of a label by itself.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public double Apply(double probability) => 1 / (1 + Math.Exp(-Logit(probability) / Temperature));

    /// <summary>The same predictions with scaled probabilities.</summary>
    public Predictions Apply(Predictions predictions) =>
        With(predictions, Apply(predictions.Scores, AddToOne(predictions.Scores)));

    /// <summary>Scaled probabilities, <c>[songs, labels]</c>.</summary>
    /// <param name="scores">The probabilities.</param>
    /// <param name="addToOne">Whether those of every song add to 1.</param>
    internal ScoreMatrix Apply(ScoreMatrix scores, bool addToOne) => Scaled(scores, addToOne, _ => this);

    /// <summary>Whether the probabilities of every song add to 1.</summary>
    internal static bool AddToOne(ScoreMatrix scores) =>
        Enumerable.Range(0, scores.RowCount).All(row => Math.Abs(scores.Row(row).ToArray().Sum() - 1) < SumTolerance);

    /// <summary>The calibration error of songs whose temperature was found by the artists of the other half.</summary>
    private static double ErrorOfOtherHalves(Predictions predictions)
    {
        var half = predictions.Groups.Distinct().Order(StringComparer.Ordinal).Index()
            .ToDictionary(group => group.Item, group => group.Index % 2);
        var byHalf = Enumerable.Range(0, predictions.TrackIds.Length).ToLookup(row => half[predictions.Groups[row]]);
        TemperatureScaling[] byOther = [OfLeastLoss(predictions, [.. byHalf[1]]), OfLeastLoss(predictions, [.. byHalf[0]])];
        return CalibrationCurve.From(With(predictions,
            Scaled(predictions.Scores, AddToOne(predictions.Scores), row => byOther[half[predictions.Groups[row]]]))).ExpectedError;
    }

    private static TemperatureScaling OfLeastLoss(Predictions predictions, int[] rows)
    {
        var addToOne = AddToOne(predictions.Scores);
        double[][] logits = [.. rows.Select(row => Logits(predictions.Scores.Row(row), addToOne))];
        double LossAt(double logTemperature)
        {
            var factor = Math.Exp(-logTemperature);
            return rows.Zip(logits).Sum(song => Loss(predictions.Truth.Row(song.First), song.Second, factor, addToOne));
        }
        return new(Math.Exp(LeastBetween(LossAt, Math.Log(0.01), Math.Log(100))));
    }

    /// <summary>The log loss of a song, all labels together, where its logits are multiplied.</summary>
    private static double Loss(ReadOnlySpan<bool> truth, double[] logits, double factor, bool addToOne)
    {
        var sum = 0.0;
        for (var label = 0; label < logits.Length; label++)
            if (!addToOne)
                sum += Softplus((truth[label] ? -1 : 1) * logits[label] * factor);
            else if (truth[label])
                sum += LogSum(logits, factor) - logits[label] * factor;
        return sum;
    }

    private static ScoreMatrix Scaled(ScoreMatrix scores, bool addToOne, Func<int, TemperatureScaling> scalingOf)
    {
        var scaled = new ScoreMatrix(scores.RowCount, scores.LabelCount);
        for (var row = 0; row < scaled.RowCount; row++)
        {
            var (logits, factor) = (Logits(scores.Row(row), addToOne), 1 / scalingOf(row).Temperature);
            var logSum = addToOne ? LogSum(logits, factor) : 0;
            for (var label = 0; label < logits.Length; label++)
                scaled[row, label] = addToOne ? Math.Exp(logits[label] * factor - logSum) : 1 / (1 + Math.Exp(-logits[label] * factor));
        }
        return scaled;
    }

    private static Predictions With(Predictions predictions, ScoreMatrix scores) =>
        new(predictions.LabelNames, predictions.TrackIds, predictions.Groups, predictions.Truth, scores);

    /// <summary>Of a softmax the logarithms, which are its logits but for a number that all have in common.</summary>
    private static double[] Logits(ReadOnlySpan<double> probabilities, bool addToOne) =>
        [.. probabilities.ToArray().Select(probability => addToOne ? Math.Log(Math.Max(probability, Closest)) : Logit(probability))];

    private static double Logit(double probability)
    {
        var p = Math.Clamp(probability, Closest, 1 - Closest);
        return Math.Log(p / (1 - p));
    }

    /// <summary>ln(1 + e^x) without overflow: the log loss of a logit.</summary>
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double LogSum(double[] logits, double factor)
    {
        var largest = logits.Max() * factor;
        return largest + Math.Log(logits.Sum(logit => Math.Exp(logit * factor - largest)));
    }

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
