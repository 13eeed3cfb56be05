using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// <see cref="BatchNorm"/> at work, as PyTorch's BatchNorm1d and 2d: a batch is normalised by its biased variance, the running variance
/// follows the unbiased one. A <see cref="Relu"/> and a <see cref="MaxPool2d"/> behind it are done in the same pass, and undone from
/// its input, so that what lies between them is never stored; without them the slope is 1 and the windows have one value. A batch may
/// be handled whole or part by part.
/// </summary>
internal sealed unsafe class Normalisation
{
    private readonly Workers workers;
    private readonly double epsilon, momentum;
    private readonly float slope;
    private readonly Parameter scale, shift, runningMean, runningVariance;
    private readonly Windows windows;
    private readonly ChannelStatistics statistics;
    private readonly PartialSums gradientSums, productSums;
    private readonly Matrix mean, inverseStd, gain; // of the latest pass; gain = scale / std
    private readonly Matrix gradientSlope, gradientShift; // the input gradient is a line in the centred input, but for the output gradient
    private readonly Action<int> follow, normalise, sum, total, differentiate;
    private Matrix input, output, outputGradient, inputGradient;
    private int batchRows;

    /// <param name="plans">The BatchNorm, and the layers that are done with it.</param>
    /// <param name="parameters">Scale, shift, running mean and running variance.</param>
    /// <param name="partExamples">Examples of a part of a batch.</param>
    /// <param name="setup">What the layers share.</param>
    public Normalisation(ReadOnlySpan<LayerPlan> plans, ReadOnlySpan<Parameter> parameters, int partExamples, LayerSetup setup)
    {
        var (spec, shape) = ((BatchNorm)plans[0].Layer, plans[0].Input);
        (workers, epsilon, momentum, slope) = (setup.Workers, spec.Epsilon, spec.Momentum, 1);
        windows = new(shape, 1, 1);
        foreach (var plan in plans)
            if (plan.Layer is Relu relu)
                slope = (float)relu.NegativeSlope;
            else if (plan.Layer is MaxPool2d pool)
                windows = new(shape, pool.Size, pool.Size);
        (scale, shift, runningMean, runningVariance) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var (channels, rows) = (shape.ChannelCount, setup.Trains ? setup.Capacity * shape.PositionCount : 0);
        statistics = new(rows, partExamples * shape.PositionCount, channels, workers);
        var items = Chunks.Count(windows.RunCount(rows), windows.RunsPerItem);
        (gradientSums, productSums) = (new(items, channels), new(items, channels));
        (mean, inverseStd, gain, gradientSlope, gradientShift) =
            (new(1, channels), new(1, channels), new(1, channels), new(1, channels), new(1, channels));
        (input, output, outputGradient, inputGradient) = (mean, mean, mean, mean);
        (follow, normalise, sum, total, differentiate) = (Follow, Normalise, Sum, Total, Differentiate);
    }

    /// <summary>Rows of the output for so many rows of input.</summary>
    public int OutputRows(int inputRows) => windows.OutputRows(inputRows);

    /// <summary>Looks at the next part of a batch to learn from.</summary>
    /// <param name="input">The part.</param>
    /// <param name="isFirst">Whether it is the first one.</param>
    public void Look(Matrix input, bool isFirst)
    {
        statistics.Look(input, isFirst);
        batchRows = isFirst ? input.Rows : batchRows + input.Rows;
    }

    /// <summary>Normalises by what was seen of the batch from now on, and lets the running statistics follow.</summary>
    /// <exception cref="ArgumentException">The batch had one row only.</exception>
    public void UseBatch()
    {
        if (batchRows < 2)
            throw new ArgumentException("BatchNorm has no variance to learn from in a batch of 1.");
        workers.For(mean.Columns, follow);
    }

    /// <summary>Normalises by the running statistics from now on.</summary>
    public void UseRunning()
    {
        for (var i = 0; i < mean.Columns; i++)
            (mean.Data[i], inverseStd.Data[i]) =
                (runningMean.Value.Data[i], (float)(1 / Math.Sqrt(runningVariance.Value.Data[i] + epsilon)));
        for (var i = 0; i < mean.Columns; i++)
            gain.Data[i] = scale.Value.Data[i] * inverseStd.Data[i];
    }

    /// <summary>Fills the output of a part of a batch.</summary>
    public void Apply(Matrix input, Matrix output)
    {
        (this.input, this.output) = (input, output);
        workers.For(ItemCount, normalise);
    }

    /// <summary>
    /// Fills the gradients of scale and shift from a whole batch, and finds by them
    /// <c>dx = scale / std * (dy - mean(dy) - x' * mean(dy * x'))</c>, x' normalised (Ioffe and Szegedy 2015, section 3).
    /// </summary>
    public void SumGradients(Matrix input, Matrix outputGradient)
    {
        (this.input, this.outputGradient) = (input, outputGradient);
        workers.For(ItemCount, sum);
        workers.For(mean.Columns, total);
    }

    /// <summary>Fills the input gradient of a part of the batch.</summary>
    public void Differentiate(Matrix input, Matrix outputGradient, Matrix inputGradient)
    {
        (this.input, this.outputGradient, this.inputGradient) = (input, outputGradient, inputGradient);
        workers.For(ItemCount, differentiate);
    }

    private int ItemCount => Chunks.Count(windows.RunCount(input.Rows), windows.RunsPerItem);

    private void Follow(int channel)
    {
        var (center, squares) = statistics.Of(channel);
        mean.Data[channel] = (float)center;
        inverseStd.Data[channel] = (float)(1 / Math.Sqrt(squares / batchRows + epsilon));
        gain.Data[channel] = scale.Value.Data[channel] * inverseStd.Data[channel];
        ref float followedMean = ref runningMean.Value.Data[channel], followedVariance = ref runningVariance.Value.Data[channel];
        followedMean = (float)((1 - momentum) * followedMean + momentum * center);
        followedVariance = (float)((1 - momentum) * followedVariance + momentum * squares / (batchRows - 1));
    }

    private void Total(int channel)
    {
        var (gradient, product) =
            (gradientSums.Total(channel, ItemCount), productSums.Total(channel, ItemCount) * inverseStd.Data[channel]);
        shift.Gradient.Data[channel] = (float)gradient;
        scale.Gradient.Data[channel] = (float)product;
        gradientSlope.Data[channel] = (float)(-gain.Data[channel] * inverseStd.Data[channel] * product / batchRows);
        gradientShift.Data[channel] = (float)(-gain.Data[channel] * gradient / batchRows);
    }

    /// <summary>The output of some runs.</summary>
    private void Normalise(int item)
    {
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        for (var index = start; index < end; index++)
        {
            var run = windows.Run(index, input.Rows);
            NormalisationKernel.Normalise(Normalised(run), At(input, run.Input), At(output, run.Output));
        }
    }

    /// <summary>Sums of the gradients of the normalised values, and of their products with the centred input, over some runs.</summary>
    private void Sum(int item)
    {
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        var gradients = Scratch.Take(2 * gradientSums.Stride);
        var products = gradients + gradientSums.Stride;
        gradientSums.Clear(item);
        productSums.Clear(item);
        for (var index = start; index < end; index++)
        {
            var run = windows.Run(index, input.Rows);
            new Span<float>(gradients, 2 * gradientSums.Stride).Clear();
            NormalisationKernel.Sum(Normalised(run), At(input, run.Input), At(outputGradient, run.Output), gradients, products);
            for (var c = 0; c < gradientSums.Stride; c += Vector<float>.Count)
            {
                gradientSums.Add(item, c, Vector.Load(gradients + c));
                productSums.Add(item, c, Vector.Load(products + c));
            }
        }
    }

    /// <summary>The input gradient of some runs.</summary>
    private void Differentiate(int item)
    {
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        for (var index = start; index < end; index++)
        {
            var run = windows.Run(index, input.Rows);
            NormalisationKernel.Differentiate(Normalised(run), At(input, run.Input),
                At(outputGradient, run.Output), At(inputGradient, run.Input));
            for (var piece = 0; piece < windows.RestCount(index); piece++)
                DifferentiateRest(windows.Rest(index, piece));
        }
    }

    /// <summary>The input gradient where no output depends on the input but by the statistics.</summary>
    private void DifferentiateRest((int Start, int Count) rows)
    {
        for (var row = rows.Start; row < rows.Start + rows.Count; row++)
            for (var c = 0; c < input.Columns; c++)
                At(inputGradient, row)[c] = (At(input, row)[c] - mean.Data[c]) * gradientSlope.Data[c] + gradientShift.Data[c];
    }

    private NormalisedRun Normalised(WindowRun run) => new()
    {
        Channels = input.Columns,
        Count = run.Count,
        Step = (nint)run.Step * input.Columns,
        OutputStep = input.Columns,
        Offsets = windows.Offsets,
        Mean = mean.Data,
        Gain = gain.Data,
        Shift = shift.Value.Data,
        Slope = slope,
        GradientSlope = gradientSlope.Data,
        GradientShift = gradientShift.Data,
    };

    private static float* At(Matrix matrix, int row) => matrix.Data + (nint)row * matrix.Columns;
}
