using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="BatchNorm"/>, as PyTorch's BatchNorm1d and 2d: a batch is normalised by its biased variance, the running variance
/// follows the unbiased one. A <see cref="Relu"/> and a <see cref="MaxPool2d"/> behind it are done in the same pass, and undone from
/// its input, so that what lies between them is never stored; without them the slope is 1 and the windows have one value.
/// </summary>
internal sealed unsafe class BatchNormLayer : PlainLayer
{
    private readonly double epsilon, momentum;
    private readonly float slope;
    private readonly Parameter scale, shift, runningMean, runningVariance;
    private readonly Windows windows;
    private readonly ChannelStatistics statistics;
    private readonly PartialSums gradientSums, productSums;
    private readonly Matrix mean, inverseStd, gain; // of the latest pass; gain = scale / std
    private readonly Matrix gradientSlope, gradientShift; // the input gradient is a line in the centred input, but for the output gradient
    private readonly Action<int> normalise, sum, differentiate;
    private Matrix input, outputGradient;

    public BatchNormLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        var spec = (BatchNorm)Plan.Layer;
        var layers = plans.Select(p => p.Layer).ToList();
        var size = layers.OfType<MaxPool2d>().SingleOrDefault()?.Size ?? 1;
        (epsilon, momentum, slope) = (spec.Epsilon, spec.Momentum, (float)(layers.OfType<Relu>().SingleOrDefault()?.NegativeSlope ?? 1));
        (scale, shift, runningMean, runningVariance) = (Parameters[0], Parameters[1], Parameters[2], Parameters[3]);
        windows = new(Plan.Input, size, size);
        var (channels, rows) = (Plan.Input.ChannelCount, InputGradient.Capacity);
        statistics = new(rows, channels, setup.Workers);
        var items = Chunks.Count(windows.RunCount(rows), windows.RunsPerItem);
        (gradientSums, productSums) = (new(items, channels), new(items, channels));
        (mean, inverseStd, gain, gradientSlope, gradientShift) = (new(1, channels), new(1, channels), new(1, channels), new(1, channels), new(1, channels));
        (input, outputGradient) = (Output, Output);
        (normalise, sum, differentiate) = (Normalise, Sum, Differentiate);
    }

    public override void Forward(Matrix input, bool training)
    {
        if (training && input.Rows < 2)
            throw new ArgumentException("BatchNorm has no variance to learn from in a batch of 1.", nameof(input));
        this.input = input;
        Output.Rows = windows.OutputRows(input.Rows);
        if (training)
            FollowStatistics();
        for (var i = 0; i < input.Columns; i++)
        {
            if (!training)
                (mean.Data[i], inverseStd.Data[i]) = (runningMean.Value.Data[i], (float)(1 / Math.Sqrt(runningVariance.Value.Data[i] + epsilon)));
            gain.Data[i] = scale.Value.Data[i] * inverseStd.Data[i];
        }
        Setup.Workers.For(ItemCount, normalise);
    }

    /// <summary><c>dx = scale / std * (dy - mean(dy) - x' * mean(dy * x'))</c>, x' normalised (Ioffe and Szegedy 2015, section 3).</summary>
    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        this.outputGradient = outputGradient;
        Setup.Workers.For(ItemCount, sum);
        for (var i = 0; i < input.Columns; i++)
        {
            var (gradient, product) = (gradientSums.Total(i, ItemCount), productSums.Total(i, ItemCount) * inverseStd.Data[i]);
            shift.Gradient.Data[i] = (float)gradient;
            scale.Gradient.Data[i] = (float)product;
            gradientSlope.Data[i] = (float)(-gain.Data[i] * inverseStd.Data[i] * product / input.Rows);
            gradientShift.Data[i] = (float)(-gain.Data[i] * gradient / input.Rows);
        }
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        Setup.Workers.For(ItemCount, differentiate);
    }

    private int ItemCount => Chunks.Count(windows.RunCount(input.Rows), windows.RunsPerItem);

    private void FollowStatistics()
    {
        statistics.Compute(input);
        for (var i = 0; i < input.Columns; i++)
        {
            var (center, squares) = statistics.Of(i);
            mean.Data[i] = (float)center;
            inverseStd.Data[i] = (float)(1 / Math.Sqrt(squares / input.Rows + epsilon));
            ref float followedMean = ref runningMean.Value.Data[i], followedVariance = ref runningVariance.Value.Data[i];
            followedMean = (float)((1 - momentum) * followedMean + momentum * center);
            followedVariance = (float)((1 - momentum) * followedVariance + momentum * squares / (input.Rows - 1));
        }
    }

    /// <summary>The output of some runs.</summary>
    private void Normalise(int item)
    {
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        for (var index = start; index < end; index++)
        {
            var run = windows.Run(index, input.Rows);
            NormalisationKernel.Normalise(Normalised(run), At(input, run.Input), At(Output, run.Output));
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
            NormalisationKernel.Differentiate(Normalised(run), At(input, run.Input), At(outputGradient, run.Output), At(InputGradient, run.Input));
            for (var piece = 0; piece < windows.RestCount(index); piece++)
                DifferentiateRest(windows.Rest(index, piece));
        }
    }

    /// <summary>The input gradient where no output depends on the input but by the statistics.</summary>
    private void DifferentiateRest((int Start, int Count) rows)
    {
        for (var row = rows.Start; row < rows.Start + rows.Count; row++)
            for (var c = 0; c < input.Columns; c++)
                At(InputGradient, row)[c] = (At(input, row)[c] - mean.Data[c]) * gradientSlope.Data[c] + gradientShift.Data[c];
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
