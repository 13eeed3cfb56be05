using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Mean and variance of each channel of a batch, which is read from memory once, whole or part by part: work items sum deviations from
/// the mean of their first rows, and the squares of these, and what they find is put together (Chan, Golub and LeVeque 1979).
/// </summary>
internal sealed unsafe class ChannelStatistics
{
    private readonly Workers workers;
    private readonly int rowsPerChunk;
    private readonly PartialSums means, squares;
    private readonly Action<int> sum;
    private readonly int[] rowCounts; // of the work items
    private Matrix input = new(0, 1);
    private int done, seen; // work items of the parts before this one, and with it

    /// <param name="capacity">Rows of the largest batch; 0 where none is learned from.</param>
    /// <param name="partRows">Rows of a part of it; the last may have fewer.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="workers">Who does the work.</param>
    public ChannelStatistics(int capacity, int partRows, int channels, Workers workers)
    {
        this.workers = workers;
        rowsPerChunk = Chunks.Rows(channels);
        var items = capacity == 0 ? 0 : Chunks.Count(capacity, partRows) * Chunks.Count(partRows, rowsPerChunk);
        (means, squares, rowCounts) = (new(items, channels), new(items, channels), new int[items]);
        sum = Sum;
    }

    /// <summary>Looks at a part of a batch.</summary>
    /// <param name="input">The part.</param>
    /// <param name="isFirst">Whether it is the first one: what was seen before is forgotten.</param>
    public void Look(Matrix input, bool isFirst)
    {
        this.input = input;
        done = isFirst ? 0 : seen;
        var items = Chunks.Count(input.Rows, rowsPerChunk);
        workers.For(items, sum);
        seen = done + items;
    }

    /// <summary>Mean and sum of the squared deviations from it.</summary>
    public (double Mean, double Squares) Of(int channel)
    {
        var (mean, total, rows) = (0.0, 0.0, 0);
        for (var item = 0; item < seen; item++)
        {
            var difference = means.Of(item)[channel] - mean;
            var share = (double)rowCounts[item] / (rows + rowCounts[item]);
            mean += difference * share;
            total += squares.Of(item)[channel] + difference * difference * rows * share;
            rows += rowCounts[item];
        }
        return (mean, total);
    }

    private void Sum(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, input.Rows, rowsPerChunk);
        var item = done + chunk;
        var centers = Scratch.Take(means.Stride);
        rowCounts[item] = end - start;
        means.Clear(item);
        squares.Clear(item);
        for (var row = start; row < end; row += WideSum.RunLength)
            for (var c = 0; c < input.Columns; c += Vector<float>.Count)
                if (input.Columns - c >= Vector<float>.Count)
                    SumRun<WholeVector>(item, row, Math.Min(end, row + WideSum.RunLength), c, centers);
                else
                    SumRun<PartialVector>(item, row, Math.Min(end, row + WideSum.RunLength), c, centers);
        for (var c = 0; c < input.Columns; c++)
        {
            var deviation = means.Of(item)[c] / (end - start);
            squares.Of(item)[c] = Math.Max(0, squares.Of(item)[c] - deviation * deviation * (end - start));
            means.Of(item)[c] = centers[c] + deviation;
        }
    }

    /// <summary>
    /// Adds the deviations of one vector of channels, and their squares, over a run of rows; the first run finds the center.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRun<TAccess>(int item, int row, int end, int channel, float* centers) where TAccess : struct, IVectorAccess
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
        means.Add(item, channel, sum);
        squares.Add(item, channel, square);
    }
}
