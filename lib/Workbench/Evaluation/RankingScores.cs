namespace Workbench.Evaluation;

/// <summary>
/// How well each track's own labels are ranked above the others, no threshold needed; the mean over all tracks. Equal to
/// scikit-learn's <c>coverage_error</c>, <c>label_ranking_loss</c> and <c>label_ranking_average_precision_score</c>
/// (Tsoumakas, Katakis and Vlahavas 2010).
/// </summary>
/// <param name="CoverageError">
/// How far down the ranking one has to go to have met all labels of a track: at best their mean number. 0 for a track without labels.
/// </param>
/// <param name="RankingLoss">
/// Share of pairs of a true and a false label that stand the wrong way round, equal scores counted as wrong; 0 is perfect.
/// </param>
/// <param name="AveragePrecision">
/// Mean over a track's labels of the share of true ones among those ranked as high (LRAP); 1 is perfect.
/// </param>
public sealed record RankingScores(double CoverageError, double RankingLoss, double AveragePrecision)
{
    /// <summary>Evaluates the rankings.</summary>
    public static RankingScores From(Predictions predictions)
    {
        var (coverage, loss, precision) = (0.0, 0.0, 0.0);
        var count = predictions.TrackIds.Length;
        for (var row = 0; row < count; row++)
        {
            var truth = predictions.Truth.Row(row);
            var scores = predictions.Scores.Row(row);
            coverage += CoverageErrorOf(truth, scores);
            loss += RankingLossOf(truth, scores);
            precision += AveragePrecisionOf(truth, scores);
        }
        return new(coverage / count, loss / count, precision / count);
    }

    /// <summary>The coverage error of one track.</summary>
    internal static int CoverageErrorOf(ReadOnlySpan<bool> truth, ReadOnlySpan<double> scores)
    {
        var deepest = 0;
        for (var label = 0; label < truth.Length; label++)
            if (truth[label])
                deepest = Math.Max(deepest, CountAtLeast(scores[label], scores, truth, onlyTrue: false));
        return deepest;
    }

    /// <summary>The ranking loss of one track.</summary>
    internal static double RankingLossOf(ReadOnlySpan<bool> truth, ReadOnlySpan<double> scores)
    {
        var positives = truth.Count(true);
        var pairs = (long)positives * (truth.Length - positives);
        if (pairs == 0)
            return 0;
        var wrong = 0L;
        for (var label = 0; label < truth.Length; label++)
            if (truth[label])
                wrong += CountAtLeast(scores[label], scores, truth, onlyTrue: false)
                    - CountAtLeast(scores[label], scores, truth, onlyTrue: true);
        return (double)wrong / pairs;
    }

    /// <summary>The average precision of one track.</summary>
    internal static double AveragePrecisionOf(ReadOnlySpan<bool> truth, ReadOnlySpan<double> scores)
    {
        var positives = truth.Count(true);
        if (positives == 0 || positives == truth.Length)
            return 1;
        var sum = 0.0;
        for (var label = 0; label < truth.Length; label++)
            if (truth[label])
                sum += (double)CountAtLeast(scores[label], scores, truth, onlyTrue: true)
                    / CountAtLeast(scores[label], scores, truth, onlyTrue: false);
        return sum / positives;
    }

    private static int CountAtLeast(double score, ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, bool onlyTrue)
    {
        var count = 0;
        for (var label = 0; label < scores.Length; label++)
            if (scores[label] >= score && (truth[label] || !onlyTrue))
                count++;
        return count;
    }
}
