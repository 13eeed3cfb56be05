using System.Numerics;
using System.Runtime.CompilerServices;
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

    /// <summary>Sums of a vector of channels over some rows.</summary>
    /// <param name="matrix">The values.</param>
    /// <param name="start">First row.</param>
    /// <param name="end">End of the rows.</param>
    /// <param name="channel">First of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static WideSum Sum(Matrix matrix, int start, int end, int channel)
    {
        var total = new WideSum();
        var (columns, left) = (matrix.Columns, matrix.Columns - channel);
        for (var row = start; row < end;)
        {
            var run = Vector<float>.Zero;
            for (var runEnd = Math.Min(end, row + WideSum.RunLength); row < runEnd; row++)
                run += PartialVector.Load(matrix.Data + (nint)row * columns + channel, left);
            total.Add(run);
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, input.Rows, rowsPerChunk);
        var columns = input.Columns;
        for (var c = 0; c < columns; c += Vector<float>.Count)
        {
            var total = Sum(input, start, end, c);
            total.Store(sums.Of(chunk) + c);
            var mean = total.DividedBy(end - start);
            var deviations = new WideSum();
            for (var row = start; row < end;)
            {
                var run = Vector<float>.Zero;
                for (var runEnd = Math.Min(end, row + WideSum.RunLength); row < runEnd; row++)
                {
                    var deviation = PartialVector.Load(input.Data + (nint)row * columns + c, columns - c) - mean;
                    run += deviation * deviation;
                }
                deviations.Add(run);
            }
            deviations.Store(squares.Of(chunk) + c);
        }
    }
}
