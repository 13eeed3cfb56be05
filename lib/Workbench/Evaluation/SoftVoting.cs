using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Several models' answers as one: each model's probabilities are calibrated by its temperature, and their weighted mean is the answer.
/// </summary>
/// <param name="Votes">One a model, in order.</param>
public sealed record SoftVoting(ImmutableArray<Vote> Votes)
{
    /// <summary>
    /// Songs that equal weights count for: as if so many more had been heard, of which each model alone knew its share. On a small
    /// validation part models weigh nearly the same, and the part has to be large before one is nearly left out.
    /// </summary>
    public const int SongsForEqualWeights = 100;

    private const int MostSteps = 500;
    private const double Settled = 1e-6;

    /// <summary>
    /// Fits temperatures (<see cref="TemperatureScaling.Fit"/>) and weights. The weights are those of least log loss of the mean, shrunk to
    /// equal ones by <see cref="SongsForEqualWeights"/>: the likeliest under a Dirichlet prior, found by expectation maximisation
    /// (Dempster, Laird and Rubin 1977), whose every step stays on the simplex. A song counts once, however many labels there are.
    /// </summary>
    /// <param name="members">What each model said of the same validation part, which it has not learned from; at least two.</param>
    /// <exception cref="WorkbenchException">A score is no probability.</exception>
    public static SoftVoting Fit(IReadOnlyList<ValidationPredictions> members)
    {
        ImmutableArray<Vote> equal = [.. members.Select(member => new Vote(1.0 / members.Count, TemperatureScaling.Fit(member).Temperature,
            TemperatureScaling.AddToOne(member.Scores)))];
        ScoreMatrix[] calibrated = [.. members.Zip(equal, (member, vote) => Calibrate(member.Scores, vote))];
        double[][] answers = [.. AnswersToTruth(members[0].Truth, calibrated, equal.All(vote => vote.AddsToOne))];
        var weights = FitWeights(answers, members[0].TrackIds.Length, members.Count);
        return new([.. equal.Zip(weights, (vote, weight) => vote with { Weight = weight })]);
    }

    /// <summary>The answer of all.</summary>
    /// <param name="members">The probabilities of each, <c>[songs, labels]</c>, as it gives them.</param>
    public ScoreMatrix Mean(IReadOnlyList<ScoreMatrix> members)
    {
        var mean = new ScoreMatrix(members[0].RowCount, members[0].LabelCount);
        foreach (var (scores, vote) in members.Zip(Votes))
        {
            var calibrated = Calibrate(scores, vote);
            for (var row = 0; row < mean.RowCount; row++)
                for (var label = 0; label < mean.LabelCount; label++)
                    mean[row, label] += vote.Weight * calibrated[row, label];
        }
        return mean;
    }

    /// <summary>The probabilities of one model at its temperature.</summary>
    internal static ScoreMatrix Calibrate(ScoreMatrix scores, Vote vote) =>
        new TemperatureScaling(vote.Temperature).Apply(scores, vote.AddsToOne);

    /// <summary>What is wrong with votes that were read; null for nothing.</summary>
    internal string? Problem =>
        Votes.Any(vote => !(vote.Weight > 0) || !(vote.Temperature > 0) || !double.IsFinite(vote.Temperature))
            || Math.Abs(Votes.Sum(vote => vote.Weight) - 1) > 1e-6
            ? "Weights and temperatures must be above 0, and the weights add to 1." : null;

    /// <summary>
    /// The probability that each model gave to what is true: of a song's one label, or of every label where each is asked by itself.
    /// </summary>
    private static IEnumerable<double[]> AnswersToTruth(LabelMatrix truth, ScoreMatrix[] members, bool isOneLabel)
    {
        for (var row = 0; row < truth.RowCount; row++)
            for (var label = 0; label < truth.LabelCount; label++)
                if (!isOneLabel || truth[row, label])
                    yield return [.. members.Select(member => truth[row, label] ? member[row, label] : 1 - member[row, label])];
    }

    private static double[] FitWeights(double[][] answers, int songs, int members)
    {
        double[] weights = [.. Enumerable.Repeat(1.0 / members, members)];
        for (var (step, change) = (0, double.PositiveInfinity); step < MostSteps && change > Settled; step++)
        {
            double[] next = [.. Enumerable.Repeat((double)SongsForEqualWeights / members, members)];
            foreach (var answer in answers)
            {
                var sum = answer.Zip(weights, (probability, weight) => probability * weight).Sum();
                for (var i = 0; i < members && sum > 0; i++)
                    next[i] += weights[i] * answer[i] / sum * songs / answers.Length;
            }
            var total = next.Sum();
            change = 0;
            for (var i = 0; i < members; i++)
            {
                change = Math.Max(change, Math.Abs(next[i] / total - weights[i]));
                weights[i] = next[i] / total;
            }
        }
        return weights;
    }
}
