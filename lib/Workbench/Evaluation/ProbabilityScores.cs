using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>How good scores are as probabilities: each label by itself, and the mean over labels. 0 is perfect; lower is better.</summary>
/// <param name="LogLossPerLabel">
/// Mean of -ln of the probability given to what was true: scikit-learn's <c>log_loss</c> of the label, in nats.
/// </param>
/// <param name="BrierPerLabel">
/// Mean squared difference between probability and truth: scikit-learn's <c>brier_score_loss</c>, 0 to 1.
/// </param>
internal sealed record ProbabilityScores(ImmutableArray<double> LogLossPerLabel, ImmutableArray<double> BrierPerLabel)
{
    /// <summary>Nearest to 0 and 1 that a probability is taken for: the precision of a double, as in scikit-learn.</summary>
    private const double Closest = 2.220446049250313e-16;

    /// <summary>Mean of the labels' log loss.</summary>
    public double LogLoss => LogLossPerLabel.Average();

    /// <summary>Mean of the labels' Brier scores.</summary>
    public double Brier => BrierPerLabel.Average();

    /// <summary>
    /// Evaluates probabilities. 0 and 1 count as a little inside, so that being sure and wrong costs much and not everything.
    /// </summary>
    /// <exception cref="WorkbenchException">A score is no probability.</exception>
    public static ProbabilityScores From(Predictions predictions)
    {
        RequireProbabilities(predictions);
        var labels = Enumerable.Range(0, predictions.LabelNames.Length);
        return new([.. labels.Select(label => Mean(predictions, label, LogLossOf))],
            [.. labels.Select(label => Mean(predictions, label, BrierOf))]);
    }

    /// <summary>Refuses scores outside 0 to 1.</summary>
    internal static void RequireProbabilities(Predictions predictions)
    {
        for (var row = 0; row < predictions.TrackIds.Length; row++)
            foreach (var score in predictions.Scores.Row(row))
                if (score is < 0 or > 1)
                    throw new WorkbenchException($"The score {score} of {predictions.TrackIds[row]} is no probability; "
                        + "they lie from 0 to 1. Put logits through the sigmoid first.");
    }

    /// <summary>Whether all scores lie from 0 to 1.</summary>
    internal static bool AreProbabilities(Predictions predictions) =>
        Enumerable.Range(0, predictions.TrackIds.Length).All(row => !predictions.Scores.Row(row).ContainsAnyExceptInRange(0, 1));

    /// <summary>The mean over labels of the log loss of one row.</summary>
    internal static double LogLossOf(ReadOnlySpan<bool> truth, ReadOnlySpan<double> probabilities) => Mean(truth, probabilities, LogLossOf);

    /// <summary>The mean over labels of the Brier score of one row.</summary>
    internal static double BrierOf(ReadOnlySpan<bool> truth, ReadOnlySpan<double> probabilities) => Mean(truth, probabilities, BrierOf);

    private static double Mean(Predictions predictions, int label, Func<bool, double, double> loss) =>
        Mean(predictions.Truth.Column(label), predictions.Scores.Column(label), loss);

    private static double Mean(ReadOnlySpan<bool> truth, ReadOnlySpan<double> probabilities, Func<bool, double, double> loss)
    {
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
            sum += loss(truth[i], probabilities[i]);
        return sum / truth.Length;
    }

    private static double LogLossOf(bool truth, double probability) =>
        -Math.Log(Math.Clamp(truth ? probability : 1 - probability, Closest, 1 - Closest));

    private static double BrierOf(bool truth, double probability) => Math.Pow((truth ? 1 : 0) - probability, 2);
}
