using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// By how much one experiment scores higher than another over several splits, each split evaluating both. The splits share songs, so their
/// differences vary less than those of new songs would: the interval is that of the corrected resampled t-test (Nadeau and Bengio 2003).
/// </summary>
/// <param name="Difference">Mean of the score of the first minus that of the second.</param>
/// <param name="SplitCount">Splits that both were evaluated on.</param>
public sealed record RepeatedDifference(Interval Difference, int SplitCount)
{
    /// <summary>Whether the interval leaves out 0; one without any spread shows nothing.</summary>
    public bool IsShown => Difference.IfAnySpread is { Low: > 0 } or { High: < 0 };

    /// <summary>From the difference on each split.</summary>
    /// <param name="differences">One a split, at least two.</param>
    /// <param name="evaluatedShare">Songs evaluated on, divided by songs learned from, above 0.</param>
    /// <param name="confidence">Share of the interval, above 0 and below 1.</param>
    /// <exception cref="WorkbenchException">Fewer than two splits.</exception>
    public static RepeatedDifference Of(IReadOnlyList<double> differences, double evaluatedShare, double confidence = 0.95)
    {
        if (differences.Count < 2)
            throw new WorkbenchException(
                $"An interval over splits needs two of them, and there is {differences.Count}; repeat with more seeds.");
        var scores = new RepeatedScore([.. differences]);
        var margin = StudentT.Quantile((1 + confidence) / 2, differences.Count - 1)
            * Math.Sqrt(1.0 / differences.Count + evaluatedShare) * scores.Deviation!.Value;
        return new(new(scores.Mean, scores.Mean - margin, scores.Mean + margin), differences.Count);
    }

    /// <summary>The difference in words.</summary>
    /// <param name="first">What to call the first experiment.</param>
    /// <param name="second">What to call the second.</param>
    public string Verdict(string first, string second) => Verdict(first, second, BetterWhen.Higher);

    /// <summary>The same of a measure that is better in that way.</summary>
    internal string Verdict(string first, string second, BetterWhen betterWhen)
    {
        var gain = betterWhen == BetterWhen.Lower ? -Difference : Difference;
        if (gain.Estimate < 0)
            return (this with { Difference = -Difference }).Verdict(second, first, betterWhen);
        var evidence = string.Create(CultureInfo.InvariantCulture, $"mean over {SplitCount} splits, paired");
        return IsShown ? $"{first} better than {second} by {gain}, {evidence}"
            : $"No difference shown: {first} minus {second} is {Difference}, {evidence}";
    }
}
