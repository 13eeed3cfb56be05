using Workbench.Datasets;
using Workbench.Training;

namespace Workbench.Tests.Training;

public class BatchesTests
{
    [Theory]
    [InlineData(10, 4, true, new[] { 4, 4, 2 })]
    [InlineData(9, 4, false, new[] { 4, 4, 1 })]
    [InlineData(9, 4, true, new[] { 4, 5 })]
    [InlineData(8, 4, true, new[] { 4, 4 })]
    [InlineData(3, 8, true, new[] { 3 })]
    [InlineData(3, int.MaxValue, true, new[] { 3 })]
    [InlineData(2, 1, false, new[] { 1, 1 })]
    public void The_last_batch_has_what_is_left_and_joins_the_one_before_it_where_one_row_is_too_few(int rows, int size,
        bool merges, int[] expected)
    {
        var batches = new Batches(rows, size, merges);
        batches.Shuffle(new Random(1));
        Assert.Equal(expected, Enumerable.Range(0, batches.Count).Select(b => batches.Rows(b).Length));
        Assert.Equal(expected.Max(), batches.Capacity);
        Assert.Equal(Enumerable.Range(0, rows), Enumerable.Range(0, batches.Count).SelectMany(b => batches.Rows(b).ToArray()).Order());
    }

    [Fact]
    public void Every_epoch_is_shuffled_anew_and_the_seed_decides_how()
    {
        Batches a = new(50, 50, false), b = new(50, 50, false);
        var rng = new Random(2);
        a.Shuffle(rng);
        b.Shuffle(new Random(2));
        Assert.Equal(b.Rows(0).ToArray(), a.Rows(0).ToArray());
        a.Shuffle(rng);
        Assert.NotEqual(b.Rows(0).ToArray(), a.Rows(0).ToArray());
    }

    [Fact]
    public void How_it_was_shuffled_before_makes_no_difference()
    {
        Batches a = new(50, 50, false), b = new(50, 50, false);
        a.Shuffle(new Random(3));
        a.Shuffle(new Random(4));
        b.Shuffle(new Random(4));
        Assert.Equal(b.Rows(0).ToArray(), a.Rows(0).ToArray());
    }

    [Fact]
    public void Balanced_batches_show_each_label_equally_often_where_songs_have_one()
    {
        var labels = new LabelMatrix(1000, 3);
        for (var row = 0; row < 1000; row++)
            labels[row, row < 900 ? 0 : row < 990 ? 1 : 2] = true;
        var seen = Seen(labels, out var rows);
        Assert.Equal(1000, rows);
        // Of 100 epochs of 1000: a third, standard error 0.15 %
        Assert.All(seen, share => Assert.Equal(1 / 3.0, share, 0.008));
    }

    [Fact]
    public void Balanced_batches_bring_labels_closer_where_songs_have_several_and_keep_those_without()
    {
        var labels = new LabelMatrix(1000, 3);
        for (var row = 0; row < 950; row++)
            (labels[row, 0], labels[row, 1], labels[row, 2]) = (row % 20 != 0, row % 5 == 0, row % 50 == 0);
        var weights = Batches.BalancedWeights(labels);
        Assert.All(weights, weight => Assert.InRange(weight, 1e-6, 1));
        Assert.Equal(weights[..950].Average(), weights[999], 1e-12);
        var seen = Seen(labels, out _);
        Assert.InRange(seen.Max() / seen.Min(), 1, 5); // 47 before
    }

    private static double[] Seen(LabelMatrix labels, out int rows)
    {
        var batches = new Batches(labels.RowCount, 64, false, Batches.BalancedWeights(labels));
        var counts = new double[labels.LabelCount];
        rows = 0;
        for (var epoch = 0; epoch < 100; epoch++)
        {
            batches.Shuffle(Seeds.Derive(1, epoch, -1));
            for (var batch = 0; batch < batches.Count; batch++)
                foreach (var row in batches.Rows(batch))
                    for (var label = 0; label < counts.Length; label++)
                        counts[label] += labels[row, label] ? 0.01 / labels.RowCount : 0;
            rows = Enumerable.Range(0, batches.Count).Sum(batch => batches.Rows(batch).Length);
        }
        return counts;
    }
}
