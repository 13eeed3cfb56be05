using Workbench.Training.Kernels;

namespace Workbench.Tests.Training;

public class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_item_is_done_exactly_once_in_every_loop(int threads)
    {
        using var workers = new Workers(threads);
        var done = new int[100];
        for (var loop = 1; loop <= 3000; loop++)
        {
            var count = loop % done.Length;
            workers.For(count, i => Interlocked.Increment(ref done[i]));
            if (loop % 1000 == 0)
                Thread.Sleep(20); // long enough for the threads to fall asleep
        }
        Assert.Equal(Enumerable.Range(0, done.Length).Select(i => 30 * (99 - i)), done);
    }

    [Fact]
    public void An_exception_of_an_item_reaches_the_caller_and_the_next_loop_works()
    {
        using var workers = new Workers(3);
        var error = Assert.Throws<InvalidOperationException>(() => workers.For(50, i => throw new InvalidOperationException("item")));
        Assert.Equal("item", error.Message);
        var sum = 0;
        workers.For(50, i => Interlocked.Add(ref sum, i));
        Assert.Equal(1225, sum);
    }
}
