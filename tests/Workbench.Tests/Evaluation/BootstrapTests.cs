using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class BootstrapTests
{
    [Fact]
    public void A_row_of_weight_n_counts_like_n_rows_in_every_score()
    {
        var rng = new Random(4);
        for (var round = 0; round < 20; round++)
        {
            var rows = Rows(rng, count: 30, quality: 0.5, ties: round % 2 == 0, probabilities: round % 4 < 2, oneLabel: round % 3 == 0);
            // Songs of two labels stay, or what is left would set another task.
            int[] weights = [.. rows.Select(row => row.Labels is [true, true] ? rng.Next(1, 4) : rng.Next(4))];
            var repeated = Of([.. rows.SelectMany((row, i) => Enumerable.Repeat(row, weights[i]))]);
            var weighted = ScoreIntervals.RowOf(new PreparedPredictions(Of(rows)).Weighted(weights));
            AssertEqual(Scores.From(repeated), ScoreIntervals.FromRow(repeated.LabelNames,
                [.. weighted.Select(score => score is { } value ? new Interval(value, value, value) : null)]));
        }
    }

    [Fact]
    public void Every_interval_lies_around_the_score_as_it_is()
    {
        var predictions = Of(Rows(new Random(9), 60, 0.8, probabilities: true));
        var intervals = new Bootstrap().Intervals(predictions);
        AssertEqual(Scores.From(predictions), intervals);
        Assert.Equal(new Bootstrap().RocAucMacro(predictions), intervals.RocAucMacro);
        Assert.Equal(new Bootstrap().F1Macro(predictions, Decisions.At(predictions.Scores)), intervals.F1Macro);
        foreach (var interval
            in new[] { intervals.RocAucMicro, intervals.RocAucWeighted, intervals.RocAucSamples, intervals.PrAucMacro,
                intervals.PrAucMicro, intervals.F1Micro, intervals.SubsetAccuracy, intervals.HammingAccuracy, intervals.JaccardSamples,
                intervals.RankingAveragePrecision, intervals.CoverageError, intervals.RankingLoss, intervals.LogLoss, intervals.Brier })
            Assert.True(interval!.Low < interval.Estimate && interval.Estimate < interval.High, interval.ToString());
        Assert.Null(intervals.AccuracyTop1); // some songs have several labels
        Assert.Equal(intervals.PerLabel.Average(label => label.RocAuc!.Estimate), intervals.RocAucMacro!.Estimate, 1e-12);
    }

    /// <summary>
    /// The share of right answers has a known spread: of n independent songs that are right with probability p, the interval spans 2 x 1.96
    /// sqrt(p (1 - p) / n).
    /// </summary>
    [Fact]
    public void The_interval_of_an_accuracy_is_as_wide_as_the_binomial_distribution_says()
    {
        var rng = new Random(10);
        var predictions =
            Of([.. Enumerable.Range(0, 400).Select(i => new Row($"artist {i}", [true], [rng.NextDouble() < 0.8 ? 0.9 : 0.1]))]);
        var accuracy = new Bootstrap(resamples: 4000).Intervals(predictions).SubsetAccuracy!;
        // Ends of 4,000 draws scatter by 2 to 3 %.
        Assert.InRange((accuracy.High - accuracy.Low) / (2 * 1.96 * Math.Sqrt(accuracy.Estimate * (1 - accuracy.Estimate) / 400)),
            0.93, 1.07);
    }

    [Fact]
    public void A_label_that_a_draw_leaves_without_songs_does_not_pull_F1_down()
    {
        // One song of the rare label, always found: half of the draws miss it.
        Row[] rows = [.. Enumerable.Range(0, 20).Select(i =>
            new Row($"artist {i}", [i % 2 == 0, i == 0], [i % 2 == 0 ? 0.9 : 0.1, i == 0 ? 0.9 : 0.1]))];
        Assert.Null(new Bootstrap().Intervals(Of(rows)).F1Macro); // every draw is perfect: nothing says how seldom one is not
    }

    /// <summary>
    /// 200 collections of 60 artists with 1 to 5 songs that resemble each other, from a population whose AUC is known: normal scores one
    /// standard deviation apart have the area Phi(1/sqrt 2) = 0.760. 95 % of the intervals hold it, less what percentiles of 60 groups
    /// are too narrow by, and 4.5 standard deviations of chance (1.5 % each) at most; intervals over songs hold it in about 80 %.
    /// </summary>
    [Fact]
    public void The_interval_over_artists_holds_the_truth_as_often_as_it_says()
    {
        const double truth = 0.76025;
        var rng = new Random(8);
        var held = 0;
        for (var study = 0; study < 200; study++)
        {
            var interval = new Bootstrap(resamples: 400, seed: study).RocAucMacro(Of(ByArtists(rng)));
            held += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }
        Assert.InRange(held, 176, 199);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_more_artists_a_narrower_one()
    {
        var rng = new Random(5);
        var (few, many) = (Of(Rows(rng, 40, 0.8)), Of(Rows(rng, 640, 0.8)));
        Assert.Equal(new Bootstrap(seed: 3).RocAucMacro(few), new Bootstrap(seed: 3).RocAucMacro(few));
        Assert.NotEqual(new Bootstrap(seed: 3).RocAucMacro(few), new Bootstrap(seed: 4).RocAucMacro(few));
        // A sixteenth of the variance: a quarter of the width, within the scatter of single draws.
        Assert.InRange(Width(new Bootstrap().RocAucMacro(few)) / Width(new Bootstrap().RocAucMacro(many)), 2.5, 6.5);
        Assert.Equal(RocAuc.Macro(few.Truth, few.Scores), new Bootstrap().RocAucMacro(few).Estimate);
    }

    [Fact]
    public void What_is_hard_for_both_models_cancels_out()
    {
        var rng = new Random(6);
        var rows = Rows(rng, 300, 0.8);
        var worse = rows.Select(row => row with { Scores = [.. row.Scores.Select(score => score + 0.6 * Normal(rng))] }).ToArray();
        var (one, other) = (Of(rows), Of(worse));
        var paired = new Bootstrap().Difference(Measures.RocAucMacro, one, other);
        Assert.Equal(paired.Difference, new Bootstrap().Differences(one, other).RocAucMacro);
        Assert.True(Width(paired.Difference) < 0.8 * Width(new Bootstrap().RocAucMacro(one)));
        Assert.True(paired.IsShown);
        Assert.Matches(@"^CNN better than MLP by 0\.\d{3} \[0\.\d{3}, 0\.\d{3}\], 300 songs, 300 artists$", paired.Verdict("CNN", "MLP"));
        Assert.Equal(paired.Verdict("CNN", "MLP"), new Bootstrap().Difference(Measures.RocAucMacro, other, one).Verdict("MLP", "CNN"));
        Assert.Equal("No difference shown: MLP minus CNN is 0.000 [0.000, 0.000], 300 songs, 300 artists",
            new Bootstrap().Difference(Measures.RocAucMacro, one, one).Verdict("MLP", "CNN"));
    }

    [Fact]
    public void A_label_of_four_artists_has_no_interval_where_one_of_five_has()
    {
        var rng = new Random(8);
        var rows = Rows(rng, count: 24, quality: 0.5)
            .Select((row, i) => row with { Labels = [i < 5, i < 4], Group = $"artist {i}" }).ToArray();
        var intervals = new Bootstrap(200).Intervals(Of(rows)).PerLabel;
        Assert.NotNull(intervals[0].RocAuc);
        Assert.All(Measures.OfLabels, measure => Assert.Null(intervals[1][measure]));
        var ofTwo = rows.Select((row, i) => i is 3 or 4 ? row with { Group = "artist 0" } : row).ToArray(); // five songs of three artists
        Assert.Null(new Bootstrap(200).Intervals(Of(ofTwo)).PerLabel[0].RocAuc);
    }

    [Fact]
    public void It_is_stopped_between_two_draws()
    {
        using var stop = new CancellationTokenSource();
        var draws = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new Bootstrap().Draw([.. Enumerable.Range(0, 8).Select(i => $"artist {i}")], _ =>
        {
            if (++draws == 100)
                stop.Cancel();
            return 1;
        }, new() { Token = stop.Token }));
        Assert.Equal(100, draws);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var rng = new Random(7);
        var (rows, bootstrap) = (Rows(rng, 10, 1), new Bootstrap());
        Assert.Contains("evaluated on different tracks (10 and 9, 9 in common)",
            Assert.Throws<WorkbenchException>(() => bootstrap.Difference(Measures.RocAucMacro, Of(rows), Of(rows[..9]))).Message,
            StringComparison.Ordinal);
        Assert.Contains("by 1 artist(s), too few to say how sure a score is; an interval takes 8",
            Assert.Throws<WorkbenchException>(() => bootstrap.RocAucMacro(Of([.. rows.Select(row => row with { Group = "me" })]))).Message,
            StringComparison.Ordinal);
        Assert.Contains("No label has both",
            Assert.Throws<WorkbenchException>(() =>
                bootstrap.RocAucMacro(Of([.. rows.Select(row => row with { Labels = [true, true] })]))).Message, StringComparison.Ordinal);
        Assert.Contains("Resamples 10 must be >= 100", Assert.Throws<WorkbenchException>(() => new Bootstrap(10)).Message,
            StringComparison.Ordinal);
    }

    private sealed record Row(string Group, bool[] Labels, double[] Scores);

    private static double Width(Interval interval) => interval.High - interval.Low;

    private static double Normal(Random rng) => Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());

    private static Row[] Rows(Random rng, int count, double quality, bool ties = false, bool probabilities = false,
        bool oneLabel = false) => [.. Enumerable.Range(0, count).Select(i =>
        {
            bool[] labels = [rng.Next(2) == 0, rng.Next(4) == 0];
            if (oneLabel)
                labels[1] = !labels[0];
            var scores = labels.Select(label => (label ? quality : 0) + Normal(rng)).Select(score => ties ? Math.Round(score) : score);
            return new Row($"artist {i}", labels, [.. scores.Select(score => probabilities ? 1 / (1 + Math.Exp(-score)) : score)]);
        })];

    private static void AssertEqual(Scores scores, ScoreIntervals intervals)
    {
        void Same(double? expected, Interval? interval)
        {
            Assert.Equal(expected is null, interval is null);
            Assert.Equal(expected ?? 0, interval?.Estimate ?? 0, 1e-12); // sums in another order
        }
        foreach (var measure in Measures.All)
            Same(scores[measure], intervals[measure]);
        foreach (var (label, interval) in scores.PerLabel.Zip(intervals.PerLabel))
        {
            Assert.Equal(label.Label, interval.Label);
            foreach (var measure in Measures.OfLabels)
                Same(label[measure], interval[measure]);
        }
    }

    /// <summary>Scores of variance 1, half of it shared by an artist's songs, which have their label in common.</summary>
    private static Row[] ByArtists(Random rng) => [.. Enumerable.Range(0, 60).SelectMany(artist =>
    {
        var (label, shared) = (rng.Next(2) == 0, Normal(rng));
        return Enumerable.Range(0, rng.Next(1, 6))
            .Select(_ => new Row($"artist {artist}", [label], [(label ? 1 : 0) + Math.Sqrt(0.5) * (shared + Normal(rng))])).ToArray();
    })];

    private static Predictions Of(Row[] rows) => new(
        [.. rows[0].Labels.Select((_, label) => $"label {label}")], [.. rows.Select((_, i) => $"{i}.mp3")],
        [.. rows.Select(row => row.Group)],
        Matrices.Labels([.. rows.Select(row => row.Labels)]), Matrices.Scores([.. rows.Select(row => row.Scores)]));
}
