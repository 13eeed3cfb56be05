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
    [InlineData(2, 1, false, new[] { 1, 1 })]
    public void The_last_batch_has_what_is_left_and_joins_the_one_before_it_where_one_row_is_too_few(int rows, int size, bool merges, int[] expected)
    {
        var batches = new Batches(rows, size, merges);
        batches.Shuffle(new Random(1));
        Assert.Equal(expected, Enumerable.Range(0, batches.Count).Select(b => batches.Rows(b).Length));
        Assert.Equal(expected.Max(), batches.Capacity);
        Assert.Equal(Enumerable.Range(0, rows), Enumerable.Range(0, batches.Count).SelectMany(b => batches.Rows(b).ToArray()).Order());
    }

    [Fact]
    public void Every_epoch_is_dealt_anew_and_the_seed_decides_how()
    {
        Batches a = new(50, 50, false), b = new(50, 50, false);
        var rng = new Random(2);
        a.Shuffle(rng);
        b.Shuffle(new Random(2));
        Assert.Equal(b.Rows(0).ToArray(), a.Rows(0).ToArray());
        a.Shuffle(rng);
        Assert.NotEqual(b.Rows(0).ToArray(), a.Rows(0).ToArray());
    }
}
