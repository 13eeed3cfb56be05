using Workbench.Charts;
using Workbench.Datasets;
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
    [InlineData(ThresholdRule.F1, "f1")]
    [InlineData(ThresholdRule.Youden, "youden")]
    [InlineData(ThresholdRule.PrecisionAtRecall, "precisionAtRecall")]
    public void The_best_threshold_is_that_of_scikit_learns_curves(ThresholdRule rule, string name)
    {
        var golden = new ScikitLearn();
        var thresholds = Thresholds.Tune(Validation(golden.MultiLabel), rule, recall: 0.8).Values;
        double Number(string which) => golden.Number("best_thresholds_label0", name, which);
        Assert.Equal((Number("best") + Number("next")) / 2, thresholds[0], Tolerance);
    }

    [Fact]
    public void A_label_of_one_song_has_the_threshold_that_is_best_for_all_labels_together()
    {
        bool[][] truth = [[true, false], [true, false], [true, true], [false, false], [false, false]];
        double[][] scores = [[0.9, 0.2], [0.8, 0.3], [0.7, 0.1], [0.4, 0.2], [0.3, 0.05]];
        var predictions = new Predictions(["many", "one"], ["1", "2", "3", "4", "5"], ["a", "b", "c", "d", "e"],
            Matrices.Labels(truth), Matrices.Scores(scores));
        // Of all labels together 0.7 is the lowest score that is best: 3 of 4 found, none invented. By itself the one would take 0.075.
        Assert.Equal([0.55, 0.55], Thresholds.Tune(Validation(predictions)).Values, (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal([0.5, 0.5], Thresholds.Tune(Validation(new(predictions.LabelNames, predictions.TrackIds, predictions.Groups,
            new LabelMatrix(5, 2), predictions.Scores))).Values);
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

    /// <summary>Where scipy 1.10.1's brentq finds the slope of the same loss to be zero; the loss is flat to 1e-7 there.</summary>
    [Fact]
    public void The_temperature_is_that_of_the_least_log_loss()
    {
        var golden = new ScikitLearn();
        var scaling = TemperatureScaling.Fit(Validation(golden.MultiLabel));
        Assert.Equal(golden.Number("temperature"), scaling.Refused ?? scaling.Temperature, 1e-6);
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

    /// <summary>A half of the artists is far too sure and the other far too shy, so that neither's temperature suits the other.</summary>
    [Fact]
    public void A_temperature_that_makes_nothing_better_for_other_artists_is_refused_and_told()
    {
        var (truth, scores) = (new bool[400][], new double[400][]);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = [i / 2 % 4 != 0]; // three in four
            scores[i] = [i % 2 == 0 ? 0.995 : 0.55];
        }
        var predictions = Validation(new(["a"], [.. truth.Select((_, i) => $"{i:000}")],
            [.. truth.Select((_, i) => $"artist {i % 2 + i / 40 * 2:00}")], Matrices.Labels(truth), Matrices.Scores(scores)));
        var scaling = TemperatureScaling.Fit(predictions);
        Assert.Equal(1, scaling.Temperature);
        Assert.True(scaling.Refused > 1);
        Assert.Contains("no temperature helps", Chart.Calibration(predictions, scaling).Summary, StringComparison.Ordinal);

        var few = Validation(
            new(["a"], predictions.TrackIds, [.. truth.Select((_, i) => $"{i % 7}")], predictions.Truth, predictions.Scores));
        Assert.Equal(1, TemperatureScaling.Fit(few).Temperature); // seven artists
    }

    [Fact]
    public void Probabilities_that_add_to_1_are_scaled_by_softmax_and_still_do()
    {
        var rng = new Random(5);
        var (truth, scores) = (new bool[4000][], new double[4000][]);
        for (var i = 0; i < truth.Length; i++)
        {
            double[] logits = [.. Enumerable.Range(0, 3).Select(_ => 4 * rng.NextDouble())];
            double[] Softmax(double factor) => [.. logits.Select(l => Math.Exp(l * factor) / logits.Sum(x => Math.Exp(x * factor)))];
            var (drawn, chances) = (rng.NextDouble(), Softmax(1));
            var label = drawn < chances[0] ? 0 : drawn < chances[0] + chances[1] ? 1 : 2;
            (truth[i], scores[i]) = ([label == 0, label == 1, label == 2], Softmax(2)); // twice too sure
        }
        var predictions = Validation(new(["a", "b", "c"], [.. truth.Select((_, i) => $"{i}")], [.. truth.Select((_, i) => $"{i}")],
            Matrices.Labels(truth), Matrices.Scores(scores)));
        var scaling = TemperatureScaling.Fit(predictions);
        Assert.Equal(2, scaling.Temperature, 0.15); // 4,000 draws
        Assert.Null(scaling.Refused);
        var scaled = scaling.Apply(predictions).Scores;
        Assert.All(Enumerable.Range(0, 4000), row => Assert.Equal(1, scaled.Row(row).ToArray().Sum(), 1e-9));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5)]
    public void The_calibration_curve_is_scikit_learns(int binCount)
    {
        var golden = new ScikitLearn();
        var all = golden.MultiLabel;
        var curve = CalibrationCurve.From(all.Truth.Column(0), all.Scores.Column(0), binCount);
        AssertEqual(golden.Numbers("calibration_label0", $"{binCount}", "true_shares"), curve.TrueShares);
        AssertEqual(golden.Numbers("calibration_label0", $"{binCount}", "mean_scores"), curve.MeanScores);
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

    /// <summary>As if they were evaluated on a validation part.</summary>
    private static ValidationPredictions Validation(Predictions predictions)
    {
        using var folder = new TempFolder();
        predictions.WriteCsv(folder.File("predictions.csv"));
        return ValidationPredictions.ReadCsv(folder.File("predictions.csv"));
    }
}
