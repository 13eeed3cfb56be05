using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>The summands of a Linear or Conv2d layer: one a channel, the same in every row.</summary>
internal sealed unsafe class Bias
{
    private readonly Parameter parameter;
    private readonly Workers workers;
    private readonly int rowsPerChunk;
    private readonly PartialSums sums;
    private readonly Action<int> add, sum;
    private Matrix matrix;

    /// <param name="parameter">The tensor.</param>
    /// <param name="capacity">Rows of the largest batch of outputs.</param>
    /// <param name="setup">What the layers share.</param>
    public Bias(Parameter parameter, int capacity, LayerSetup setup)
    {
        this.parameter = parameter;
        workers = setup.Workers;
        matrix = parameter.Value;
        rowsPerChunk = Chunks.Rows(matrix.Columns);
        sums = new(setup.Trains ? Chunks.Count(capacity, rowsPerChunk) : 0, matrix.Columns);
        (add, sum) = (Add, Sum);
    }

    /// <summary>Adds the summands to outputs.</summary>
    public void AddTo(Matrix output)
    {
        matrix = output;
        workers.For(Chunks.Count(output.Rows, rowsPerChunk), add);
    }

    /// <summary>Adds the summands of some channels to their values in one row.</summary>
    /// <param name="values">The first of the values.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="count">Number of channels.</param>
    public void AddTo(float* values, int channel, int count)
    {
        var bias = parameter.Value.Data + channel;
        for (var i = 0; i < count; i += Vector<float>.Count)
            AnyVector.Store(AnyVector.Load(values + i, count - i) + AnyVector.Load(bias + i, count - i), values + i, count - i);
    }

    /// <summary>Fills the gradient: the sums of the columns.</summary>
    public void Differentiate(Matrix outputGradient)
    {
        matrix = outputGradient;
        var chunks = Chunks.Count(matrix.Rows, rowsPerChunk);
        workers.For(chunks, sum);
        for (var channel = 0; channel < matrix.Columns; channel++)
            parameter.Gradient.Data[channel] = (float)sums.Total(channel, chunks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, matrix.Rows, rowsPerChunk);
        for (var row = start; row < end; row++)
            AddTo(matrix.Data + (nint)row * matrix.Columns, 0, matrix.Columns);
    }

    private void Sum(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, matrix.Rows, rowsPerChunk);
        sums.Clear(chunk);
        for (var row = start; row < end; row += WideSum.RunLength)
            for (var c = 0; c < matrix.Columns; c += Vector<float>.Count)
                sums.Add(chunk, c,
                    ChannelSums<AnyVector>.Sum(matrix.Data + (nint)row * matrix.Columns + c, matrix.Columns,
                        Math.Min(end - row, WideSum.RunLength), matrix.Columns - c));
    }
}
