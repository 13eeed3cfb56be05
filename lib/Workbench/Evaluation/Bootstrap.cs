using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Confidence intervals by drawing artists with replacement, all songs of an artist together: songs of one artist are no
/// independent witnesses. Percentiles of the resampled scores; a label that a resample leaves without positives (or, where they count,
/// without negatives) is left out of that resample's mean. After Efron and Tibshirani 1993, with groups as in Field and Welsh 2007.
/// </summary>
/// <param name="resamples">How often to draw, at least 100; 1,000 is usual.</param>
/// <param name="seed">Seed of the draws: the same gives the same interval.</param>
/// <param name="confidence">Share of the resampled scores inside the interval, above 0 and below 1.</param>
public sealed class Bootstrap(int resamples = 1000, int seed = 0, double confidence = 0.95)
{
    private readonly int resamples = resamples >= 100
        ? resamples
        : throw new WorkbenchException($"Resamples {resamples} must be >= 100; 1000 is usual.");
    private readonly double confidence = confidence is > 0 and < 1
        ? confidence
        : throw new WorkbenchException($"Confidence {confidence} must be above 0 and below 1; 0.95 is usual.");

    /// <summary>
    /// The intervals of all scores, from the same draws; of a label only where there are <see cref="EnoughArtists"/> with it and without,
    /// and none where every draw gives the same.
    /// </summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>; null for a yes at 0.5 and above.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">There are not <see cref="EnoughArtists"/>.</exception>
    public ScoreIntervals Intervals(Predictions predictions, LabelMatrix? decisions = null, Work? work = null) =>
        Intervals(predictions, decisions ?? Decisions.At(predictions.Scores), work ?? Work.Default, []);

    /// <summary>The same, in measures of one's own too.</summary>
    internal ScoreIntervals Intervals(Predictions predictions, LabelMatrix decisions, Work work, ImmutableArray<Measure> own)
    {
        var prepared = new PreparedPredictions(predictions, decisions);
        return ScoreIntervals.FromRow(predictions.LabelNames,
            [.. Draw(predictions.Groups, weights => ScoreIntervals.RowOf(prepared.Weighted(weights), own), work)
                .Select(interval => interval?.IfAnySpread)],
            label => EnoughArtists.In(predictions, label), own);
    }

    /// <summary>
    /// By how much one model scores higher than another on the same tracks, in all scores; each decides for a label at 0.5 and above.
    /// </summary>
    /// <inheritdoc cref="Difference"/>
    public ScoreIntervals Differences(Predictions first, Predictions second, Work? work = null) =>
        Differences(first, second, work ?? Work.Default, []);

    /// <summary>The same, in measures of one's own too.</summary>
    internal ScoreIntervals Differences(Predictions first, Predictions second, Work work, ImmutableArray<Measure> own)
    {
        RequireSameTracks(first, second);
        var (one, other) = (new PreparedPredictions(first), new PreparedPredictions(second));
        return ScoreIntervals.FromRow(first.LabelNames, Draw(first.Groups, weights =>
            [.. ScoreIntervals.RowOf(one.Weighted(weights), own).Zip(ScoreIntervals.RowOf(other.Weighted(weights), own), (a, b) => a - b)],
            work), own: own);
    }

    /// <summary>The interval of <see cref="RocAuc.Macro"/>.</summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The score is undefined, or there are not <see cref="EnoughArtists"/>.</exception>
    public Interval RocAucMacro(Predictions predictions, Work? work = null)
    {
        var prepared = new PreparedPredictions(predictions);
        return Draw(predictions.Groups, weights => Measures.RocAucMacro.Of(prepared.Weighted(weights)), work ?? Work.Default);
    }

    /// <summary>The interval of the difference of two models in one measure on the same tracks.</summary>
    /// <param name="measure">The measure, of the labels' scores: those of decisions decide for a label at 0.5 and above.</param>
    /// <param name="first">What one model said.</param>
    /// <param name="second">What the other said of the same tracks, in the same order, with the same labels.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">
    /// Other tracks or labels, the score is undefined, or there are not <see cref="EnoughArtists"/>.
    /// </exception>
    public PairedDifference Difference(Measure measure, Predictions first, Predictions second, Work? work = null) =>
        MeanDifference(measure, [(first, second)], work ?? Work.Default);

    /// <summary>The interval of <see cref="DecisionScores.Macro"/>'s F1.</summary>
    /// <param name="predictions">The truth.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">There are not <see cref="EnoughArtists"/>.</exception>
    public Interval F1Macro(Predictions predictions, LabelMatrix decisions, Work? work = null)
    {
        var prepared = new PreparedPredictions(predictions, decisions);
        return Draw(predictions.Groups, weights => Measures.F1Macro.Of(prepared.Weighted(weights)), work ?? Work.Default);
    }

    /// <summary>The interval of the difference of two experiments on the same tracks, mean over their repetitions.</summary>
    /// <param name="measure">What is compared.</param>
    /// <param name="pairs">A repetition of the one and of the other each, at least one pair; all of the same tracks.</param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <exception cref="WorkbenchException">
    /// Other tracks or labels, the score is undefined, or there are not <see cref="EnoughArtists"/>.
    /// </exception>
    internal PairedDifference MeanDifference(Measure measure, IReadOnlyList<(Predictions First, Predictions Second)> pairs, Work work)
    {
        foreach (var pair in pairs)
        {
            RequireSameTracks(pairs[0].First, pair.First);
            RequireSameTracks(pairs[0].First, pair.Second);
        }
        var prepared = pairs.Select(pair => (new PreparedPredictions(pair.First), new PreparedPredictions(pair.Second))).ToArray();
        double? Of(PreparedPredictions predictions, int[] weights) => measure.Of(predictions.Weighted(weights));
        return new(
            Draw(pairs[0].First.Groups, weights => prepared.Average(pair => Of(pair.Item1, weights) - Of(pair.Item2, weights)), work),
            pairs[0].First.TrackIds.Length, pairs[0].First.Groups.Distinct().Count());
    }

    /// <summary>The interval of any score.</summary>
    /// <param name="groups">What each row belongs to.</param>
    /// <param name="score">
    /// The score when row i counts as often as its weight says; null where it is undefined. Called from many threads.
    /// </param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <exception cref="WorkbenchException">The score is undefined, or there are not <see cref="EnoughArtists"/>.</exception>
    internal Interval Draw(ImmutableArray<string> groups, Func<int[], double?> score, Work work) =>
        Draw(groups, weights => new[] { score(weights) }, work)[0]
            ?? throw new WorkbenchException(
                $"No label has both tracks with it and tracks without it among these {groups.Length}; evaluate on more songs.");

    private Interval?[] Draw(ImmutableArray<string> groups, Func<int[], double?[]> scores, Work work)
    {
        using var heeding = work.Heed();
        var numbers = groups.Distinct().Index().ToDictionary(group => group.Item, group => group.Index);
        if (numbers.Count < EnoughArtists.OfPart)
            throw new WorkbenchException($"The {groups.Length} tracks are by {numbers.Count} artist(s), too few to say how sure a score "
                + $"is; an interval takes {EnoughArtists.OfPart}. Evaluate on more songs.");
        int[] groupOf = [.. groups.Select(group => numbers[group])];
        var estimates = scores([.. groups.Select(_ => 1)]);

        var seeds = new Random(seed);
        int[] seedOf = [.. Enumerable.Range(0, resamples).Select(_ => seeds.Next())];
        var drawn = new double?[resamples][];
        (int[] Counts, int[] Weights) Scratch() => (new int[numbers.Count], new int[groups.Length]);
        OwnCodeException? failure = null;
        Parallel.For(0, resamples, work.LoopOptions, Scratch, (resample, state, scratch) =>
        {
            var rng = new Random(seedOf[resample]);
            Array.Clear(scratch.Counts);
            for (var i = 0; i < scratch.Counts.Length; i++)
                scratch.Counts[rng.Next(scratch.Counts.Length)]++;
            for (var row = 0; row < groupOf.Length; row++)
                scratch.Weights[row] = scratch.Counts[groupOf[row]];
            try
            {
                drawn[resample] = scores(scratch.Weights);
            }
            catch (OwnCodeException error) // which is not to be buried among others of its kind
            {
                failure = error;
                state.Stop();
            }
            return scratch;
        }, _ => { });
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return [.. estimates.Select((estimate, i) =>
            estimate is { } value ? Around(value, [.. drawn.Select(values => values[i]).OfType<double>().Order()]) : null)];
    }

    private Interval Around(double estimate, double[] sorted) =>
        new(estimate, Quantile(sorted, (1 - confidence) / 2), Quantile(sorted, (1 + confidence) / 2));

    /// <summary>Between order statistics on a straight line, as numpy does.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? double.Lerp(sorted[below], sorted[below + 1], place - below) : sorted[below];
    }

    /// <summary>Checks that two models answered the same songs.</summary>
    /// <exception cref="WorkbenchException">Other tracks or labels.</exception>
    internal static void RequireSameTracks(Predictions first, Predictions second)
    {
        if (!first.LabelNames.SequenceEqual(second.LabelNames))
            throw new WorkbenchException($"The models know different labels: {string.Join(", ", first.LabelNames)}; "
                + $"{string.Join(", ", second.LabelNames)}. Compare models of one experiment's labels.");
        if (!first.TrackIds.SequenceEqual(second.TrackIds))
            throw new WorkbenchException($"The models were evaluated on different tracks ({first.TrackIds.Length} and "
                + $"{second.TrackIds.Length}, {first.TrackIds.Intersect(second.TrackIds).Count()} in common). Compare runs of one split: "
                + "the same dataset, split and seed.");
    }
}
