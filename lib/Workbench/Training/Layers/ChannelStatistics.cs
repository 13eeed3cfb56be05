using System.Numerics;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Mean and variance of each channel of a batch, which is read from memory once: work items find the mean and the squared
/// deviations of some rows that stay in the cache, and these are put together (Chan, Golub and LeVeque 1979).
/// </summary>
internal sealed unsafe class ChannelStatistics
{
    private readonly Workers workers;
    private readonly int rowsPerChunk;
    private readonly PartialSums sums, squares;
    private readonly Action<int> sum;
    private Matrix input = new(0, 1);
    private int chunks;

    /// <param name="capacity">Rows of the largest batch.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="workers">Who does the work.</param>
    public ChannelStatistics(int capacity, int channels, Workers workers)
    {
        this.workers = workers;
        rowsPerChunk = Chunks.Rows(channels);
        (sums, squares) = (new(Chunks.Count(capacity, rowsPerChunk), channels), new(Chunks.Count(capacity, rowsPerChunk), channels));
        sum = Sum;
    }

    /// <summary>Looks at a batch.</summary>
    public void Compute(Matrix input)
    {
        this.input = input;
        chunks = Chunks.Count(input.Rows, rowsPerChunk);
        workers.For(chunks, sum);
    }

    /// <summary>Mean and sum of the squared deviations from it.</summary>
    public (double Mean, double Squares) Of(int channel)
    {
        var (mean, total) = (0.0, 0.0);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var (start, end) = Chunks.Range(chunk, input.Rows, rowsPerChunk);
            var difference = sums.Of(chunk)[channel] / (end - start) - mean;
            mean += difference * (end - start) / end;
            total += squares.Of(chunk)[channel] + difference * difference * start * (end - start) / end;
        }
        return (mean, total);
    }

    private void Sum(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, input.Rows, rowsPerChunk);
        for (var c = 0; c < input.Columns; c += Vector<float>.Count)
        {
            var (left, first) = (input.Columns - c, (nint)start * input.Columns + c);
            if (left >= Vector<float>.Count)
                Sum<WholeVector>(input.Data + first, end - start, left, sums.Of(chunk) + c, squares.Of(chunk) + c);
            else
                Sum<PartialVector>(input.Data + first, end - start, left, sums.Of(chunk) + c, squares.Of(chunk) + c);
        }
    }

    private void Sum<TAccess>(float* first, int rows, int left, double* sums, double* squares) where TAccess : struct, IVectorAccess
    {
        var sum = ChannelSums<TAccess>.Sum(first, input.Columns, rows, left);
        sum.Store(sums);
        ChannelSums<TAccess>.SumSquares(first, input.Columns, rows, left, sum.DividedBy(rows)).Store(squares);
    }
}
