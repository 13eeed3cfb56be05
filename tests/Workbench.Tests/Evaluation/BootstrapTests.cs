using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class BootstrapTests
{
    [Fact]
    public void A_row_of_weight_n_counts_like_n_rows()
    {
        var rng = new Random(4);
        for (var round = 0; round < 20; round++)
        {
            var rows = Rows(rng, count: 30, quality: 0.5, ties: round % 2 == 0);
            int[] weights = [.. rows.Select(_ => rng.Next(4))];
            var repeated = Of([.. rows.SelectMany((row, i) => Enumerable.Repeat(row, weights[i]))]);
            Assert.Equal(RocAuc.Macro(repeated.Truth, repeated.Scores), new WeightedRocAuc(Of(rows)).Macro(weights));
        }
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
        var paired = new Bootstrap().RocAucMacro(one, other);
        Assert.True(Width(paired.Difference) < 0.8 * Width(new Bootstrap().RocAucMacro(one)));
        Assert.True(paired.IsShown);
        Assert.Matches(@"^CNN better than MLP by 0\.\d{3} \[0\.\d{3}, 0\.\d{3}\], 300 songs, 300 artists$", paired.Verdict("CNN", "MLP"));
        Assert.Equal(paired.Verdict("CNN", "MLP"), new Bootstrap().RocAucMacro(other, one).Verdict("MLP", "CNN"));
        Assert.Equal("No difference shown: MLP less CNN is 0.000 [0.000, 0.000], 300 songs, 300 artists", new Bootstrap().RocAucMacro(one, one).Verdict("MLP", "CNN"));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var rng = new Random(7);
        var (rows, bootstrap) = (Rows(rng, 10, 1), new Bootstrap());
        Assert.Contains("judged on different tracks (10 and 9, 9 in common)", Assert.Throws<WorkbenchException>(() => bootstrap.RocAucMacro(Of(rows), Of(rows[..9]))).Message, StringComparison.Ordinal);
        Assert.Contains("belong to me; an interval needs at least two artists", Assert.Throws<WorkbenchException>(() => bootstrap.RocAucMacro(Of([.. rows.Select(row => row with { Group = "me" })]))).Message, StringComparison.Ordinal);
        Assert.Contains("No label has both", Assert.Throws<WorkbenchException>(() => bootstrap.RocAucMacro(Of([.. rows.Select(row => row with { Labels = [true, true] })]))).Message, StringComparison.Ordinal);
        Assert.Contains("Resamples 10 must be >= 100", Assert.Throws<WorkbenchException>(() => new Bootstrap(10)).Message, StringComparison.Ordinal);
    }

    private sealed record Row(string Group, bool[] Labels, double[] Scores);

    private static double Width(Interval interval) => interval.High - interval.Low;

    private static double Normal(Random rng) => Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());

    private static Row[] Rows(Random rng, int count, double quality, bool ties = false) => [.. Enumerable.Range(0, count).Select(i =>
    {
        bool[] labels = [rng.Next(2) == 0, rng.Next(4) == 0];
        return new Row($"artist {i}", labels, [.. labels.Select(label => (label ? quality : 0) + Normal(rng)).Select(score => ties ? Math.Round(score) : score)]);
    })];

    /// <summary>Scores of variance 1, half of it shared by an artist's songs, which have their label in common.</summary>
    private static Row[] ByArtists(Random rng) => [.. Enumerable.Range(0, 60).SelectMany(artist =>
    {
        var (label, shared) = (rng.Next(2) == 0, Normal(rng));
        return Enumerable.Range(0, rng.Next(1, 6)).Select(_ => new Row($"artist {artist}", [label], [(label ? 1 : 0) + Math.Sqrt(0.5) * (shared + Normal(rng))])).ToArray();
    })];

    private static Predictions Of(Row[] rows) => new(
        [.. rows[0].Labels.Select((_, label) => $"label {label}")], [.. rows.Select((_, i) => $"{i}.mp3")], [.. rows.Select(row => row.Group)],
        Matrices.Labels([.. rows.Select(row => row.Labels)]), Matrices.Scores([.. rows.Select(row => row.Scores)]));
}
