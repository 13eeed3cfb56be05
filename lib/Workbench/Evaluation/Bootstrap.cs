using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Confidence intervals by drawing artists with replacement, all songs of an artist together: songs of one artist are no
/// independent witnesses. Percentiles of the resampled scores; a label that a resample leaves without positives or without
/// negatives is left out of that resample's mean. After Efron and Tibshirani 1993, with groups as in Field and Welsh 2007.
/// </summary>
/// <param name="resamples">How often to draw, at least 100; 1,000 is usual.</param>
/// <param name="seed">Seed of the draws: the same gives the same interval.</param>
/// <param name="confidence">Share of the resampled scores inside the interval, above 0 and below 1.</param>
public sealed class Bootstrap(int resamples = 1000, int seed = 0, double confidence = 0.95)
{
    private readonly int resamples = resamples >= 100 ? resamples : throw new WorkbenchException($"Resamples {resamples} must be >= 100; 1000 is usual.");
    private readonly double confidence = confidence is > 0 and < 1 ? confidence : throw new WorkbenchException($"Confidence {confidence} must be above 0 and below 1; 0.95 is usual.");

    /// <summary>The interval of <see cref="RocAuc.Macro"/>.</summary>
    /// <exception cref="WorkbenchException">The score is undefined, or all tracks belong to one group.</exception>
    public Interval RocAucMacro(Predictions predictions)
    {
        var score = new WeightedRocAuc(predictions);
        return Draw(predictions.Groups, score.Macro);
    }

    /// <summary>The interval of the difference of two models' <see cref="RocAuc.Macro"/> on the same tracks.</summary>
    /// <param name="first">What one model said.</param>
    /// <param name="second">What the other said of the same tracks, in the same order, with the same labels.</param>
    /// <exception cref="WorkbenchException">Other tracks or labels, the score is undefined, or all tracks belong to one group.</exception>
    public PairedDifference RocAucMacro(Predictions first, Predictions second)
    {
        RequireSameTracks(first, second);
        var (one, other) = (new WeightedRocAuc(first), new WeightedRocAuc(second));
        return new(Draw(first.Groups, weights => one.Macro(weights) - other.Macro(weights)), first.TrackIds.Length, first.Groups.Distinct().Count());
    }

    /// <summary>The interval of each label's <see cref="RocAuc"/>; null where it is undefined.</summary>
    /// <exception cref="WorkbenchException">All tracks belong to one group.</exception>
    public ImmutableArray<Interval?> RocAucPerLabel(Predictions predictions)
    {
        var score = new WeightedRocAuc(predictions);
        return [.. Enumerable.Range(0, predictions.LabelNames.Length).Select(label => RocAuc.Of(predictions.Truth.Column(label), predictions.Scores.Column(label)) is null
            ? null : Draw(predictions.Groups, weights => score.OfLabel(label, weights)))];
    }

    private Interval Draw(ImmutableArray<string> groups, Func<int[], double?> score)
    {
        var numbers = groups.Distinct().Index().ToDictionary(group => group.Item, group => group.Index);
        if (numbers.Count < 2)
            throw new WorkbenchException($"All {groups.Length} tracks belong to {groups[0]}; an interval needs at least two artists. Judge on more songs.");
        int[] groupOf = [.. groups.Select(group => numbers[group])];
        var estimate = score([.. groups.Select(_ => 1)])
            ?? throw new WorkbenchException($"No label has both tracks with it and tracks without it among these {groups.Length}; judge on more songs.");

        var seeds = new Random(seed);
        int[] seedOf = [.. Enumerable.Range(0, resamples).Select(_ => seeds.Next())];
        var drawn = new double?[resamples];
        Parallel.For(0, resamples, () => (Counts: new int[numbers.Count], Weights: new int[groups.Length]), (resample, _, scratch) =>
        {
            var rng = new Random(seedOf[resample]);
            Array.Clear(scratch.Counts);
            for (var i = 0; i < scratch.Counts.Length; i++)
                scratch.Counts[rng.Next(scratch.Counts.Length)]++;
            for (var row = 0; row < groupOf.Length; row++)
                scratch.Weights[row] = scratch.Counts[groupOf[row]];
            drawn[resample] = score(scratch.Weights);
            return scratch;
        }, _ => { });

        double[] sorted = [.. drawn.OfType<double>().Order()];
        return new(estimate, Quantile(sorted, (1 - confidence) / 2), Quantile(sorted, (1 + confidence) / 2));
    }

    /// <summary>Between order statistics on a straight line, as numpy does.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? double.Lerp(sorted[below], sorted[below + 1], place - below) : sorted[below];
    }

    private static void RequireSameTracks(Predictions first, Predictions second)
    {
        if (!first.LabelNames.SequenceEqual(second.LabelNames))
            throw new WorkbenchException($"The models know different labels: {string.Join(", ", first.LabelNames)}; {string.Join(", ", second.LabelNames)}. Compare models of one experiment's labels.");
        if (!first.TrackIds.SequenceEqual(second.TrackIds))
            throw new WorkbenchException($"The models were judged on different tracks ({first.TrackIds.Length} and {second.TrackIds.Length}, {first.TrackIds.Intersect(second.TrackIds).Count()} in common). Compare runs of one split: the same dataset, split and seed.");
    }
}
