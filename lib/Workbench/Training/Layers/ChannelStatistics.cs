using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Mean and variance of each channel of a batch, which is read from memory once: work items sum deviations from the mean of their
/// first rows, and the squares of these, and what they find is put together (Chan, Golub and LeVeque 1979).
/// </summary>
internal sealed unsafe class ChannelStatistics
{
    private readonly Workers workers;
    private readonly int rowsPerChunk;
    private readonly PartialSums means, squares;
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
        (means, squares) = (new(Chunks.Count(capacity, rowsPerChunk), channels), new(Chunks.Count(capacity, rowsPerChunk), channels));
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
            var difference = means.Of(chunk)[channel] - mean;
            var share = (double)(end - start) / end;
            mean += difference * share;
            total += squares.Of(chunk)[channel] + difference * difference * start * share;
        }
        return (mean, total);
    }

    private void Sum(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, input.Rows, rowsPerChunk);
        var centers = Scratch.Take(means.Stride);
        means.Clear(chunk);
        squares.Clear(chunk);
        for (var row = start; row < end; row += WideSum.RunLength)
            for (var c = 0; c < input.Columns; c += Vector<float>.Count)
                if (input.Columns - c >= Vector<float>.Count)
                    SumRun<WholeVector>(chunk, row, Math.Min(end, row + WideSum.RunLength), c, centers);
                else
                    SumRun<PartialVector>(chunk, row, Math.Min(end, row + WideSum.RunLength), c, centers);
        for (var c = 0; c < input.Columns; c++)
        {
            var deviation = means.Of(chunk)[c] / (end - start);
            squares.Of(chunk)[c] = Math.Max(0, squares.Of(chunk)[c] - deviation * deviation * (end - start));
            means.Of(chunk)[c] = centers[c] + deviation;
        }
    }

    /// <summary>Adds the deviations of one vector of channels, and their squares, over a run of rows; the first run finds the center.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRun<TAccess>(int chunk, int row, int end, int channel, float* centers) where TAccess : struct, IVectorAccess
    {
        var left = input.Columns - channel;
        var first = input.Data + (nint)row * input.Columns + channel;
        if (row % rowsPerChunk == 0)
            (ChannelSums<TAccess>.Sum(first, input.Columns, end - row, left) / (end - row)).Store(centers + channel);
        var center = Vector.Load(centers + channel);
        Vector<float> sum = Vector<float>.Zero, square = Vector<float>.Zero;
        for (; row < end; row++, first += input.Columns)
        {
            var deviation = TAccess.Load(first, left) - center;
            sum += deviation;
            square = Vector.MultiplyAddEstimate(deviation, deviation, square);
        }
        means.Add(chunk, channel, sum);
        squares.Add(chunk, channel, square);
    }
}
