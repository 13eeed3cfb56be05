using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using static Workbench.Tests.Evaluation.ScikitLearn;

namespace Workbench.Tests.Evaluation;

/// <summary>What is chosen by the validation part once a model is trained: thresholds and a temperature.</summary>
public class TuningTests
{
    /// <summary>
    /// Label 0 of the goldens; thresholds of scikit-learn 1.2.1's curves and the next score below, which ours stand between.
    /// </summary>
    [Theory]
    [InlineData(ThresholdRule.F1, 0.68, 0.67)]
    [InlineData(ThresholdRule.Youden, 0.68, 0.67)]
    [InlineData(ThresholdRule.PrecisionAtRecall, 0.71, 0.70)]
    public void The_best_threshold_is_that_of_scikit_learns_curves(ThresholdRule rule, double best, double next)
    {
        var thresholds = Thresholds.Tune(Validation(new ScikitLearn().MultiLabel), rule, recall: 0.8).Values;
        Assert.Equal((best + next) / 2, thresholds[0], Tolerance);
        Assert.Equal(0.5, thresholds[11]); // no positives
    }

    [Fact]
    public void Tuned_thresholds_find_rare_labels_that_one_half_does_not()
    {
        var all = new ScikitLearn().MultiLabel;
        double F1(Thresholds thresholds) => Scores.From(all, Decisions.At(all.Scores, thresholds.Values.AsSpan())).F1Macro;
        Assert.True(F1(Thresholds.Tune(Validation(all))) > F1(Thresholds.Half(12)) + 0.05);
        Assert.Contains("Recall 0 must be above 0",
            Assert.Throws<WorkbenchException>(() => Thresholds.Tune(Validation(all), ThresholdRule.PrecisionAtRecall, recall: 0)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>
    /// scipy 1.10.1's minimize_scalar of the same loss finds the temperature exp(-0.41424944), its loss being flat to 1e-7 there.
    /// </summary>
    [Fact]
    public void The_temperature_is_that_of_the_least_log_loss()
    {
        var all = new ScikitLearn().MultiLabel;
        var scaling = TemperatureScaling.Fit(Validation(all));
        Assert.Equal(Math.Exp(-0.4142494405), scaling.Temperature, 1e-6);
        Assert.Equal(0.5, scaling.Apply(0.5), Tolerance);
        Assert.Equal(0.9, new TemperatureScaling(1).Apply(0.9), Tolerance);
        Assert.Equal(0.75, new TemperatureScaling(2).Apply(0.9), Tolerance); // the root of odds 9 is 3
    }

    [Fact]
    public void Halving_the_logits_is_found_out()
    {
        var rng = new Random(2);
        bool[][] truth = new bool[20_000][];
        double[][] scores = new double[truth.Length][];
        for (var i = 0; i < truth.Length; i++)
        {
            var logit = 6 * rng.NextDouble() - 3;
            truth[i] = [rng.NextDouble() < 1 / (1 + Math.Exp(-logit))];
            scores[i] = [1 / (1 + Math.Exp(-2 * logit))]; // twice too sure
        }
        var predictions = Validation(new(["a"], [.. truth.Select((_, i) => $"{i}")], [.. truth.Select((_, i) => $"{i}")],
            Matrices.Labels(truth), Matrices.Scores(scores)));
        var scaling = TemperatureScaling.Fit(predictions);
        Assert.Equal(2, scaling.Temperature, 0.1); // the loss of 20,000 draws has its valley within 2 % of it
        var before = CalibrationCurve.From(predictions).ExpectedError;
        var after = CalibrationCurve.From([.. truth.Select(t => t[0])], [.. scores.Select(s => scaling.Apply(s[0]))]).ExpectedError;
        Assert.InRange(before, 0.05, 0.2);
        Assert.InRange(after, 0, 0.02);
    }

    [Theory]
    [InlineData(10,
        new[] { 0, 0, 0.022727272727, 0.046511627907, 0.078431372549, 0.178571428571, 0.392857142857, 0.661290322581,
            0.872340425532, 0.952380952381 },
        new[] { 0.082857142857, 0.162083333333, 0.26, 0.356511627907, 0.459019607843, 0.5525, 0.652678571429, 0.751451612903,
            0.859361702128, 0.938888888889 })]
    [InlineData(5, new[] { 0, 0.034482758621, 0.130841121495, 0.533898305085, 0.904458598726 },
        new[] { 0.144193548387, 0.307701149425, 0.507943925234, 0.704576271186, 0.89127388535 })]
    public void The_calibration_curve_is_scikit_learns(int binCount, double[] shares, double[] means)
    {
        var all = new ScikitLearn().MultiLabel;
        var curve = CalibrationCurve.From(all.Truth.Column(0), all.Scores.Column(0), binCount);
        Assert.Equal(shares, curve.TrueShares, (a, b) => Math.Abs(a - b) < 1e-11); // expected values have 12 decimals
        Assert.Equal(means, curve.MeanScores, (a, b) => Math.Abs(a - b) < 1e-11);
        Assert.Equal(500, curve.Counts.Sum());
        Assert.Equal(6000, CalibrationCurve.From(all).Counts.Sum());
    }

    [Fact]
    public void Perfect_probabilities_have_no_calibration_error_and_overconfident_ones_all_of_it()
    {
        Assert.Equal(0, CalibrationCurve.From([true, false, true, false], [0.5, 0.5, 1, 0]).ExpectedError);
        Assert.Equal(0.5, CalibrationCurve.From([true, false], [1, 1]).ExpectedError);
        Assert.Contains("score -1 of row 0 is no probability",
            Assert.Throws<WorkbenchException>(() => CalibrationCurve.From([true], [-1])).Message, StringComparison.Ordinal);
        Assert.Contains("Bins 1 must be >= 2", Assert.Throws<WorkbenchException>(() => CalibrationCurve.From([true], [1], 1)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>As if they were judged on a validation part.</summary>
    private static ValidationPredictions Validation(Predictions predictions)
    {
        using var folder = new TempFolder();
        predictions.WriteCsv(folder.File("predictions.csv"));
        return ValidationPredictions.ReadCsv(folder.File("predictions.csv"));
    }
}
