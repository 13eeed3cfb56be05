using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Normalise(int item)
    {
        var (channels, offsets, negativeSlope) = (input.Columns, windows.Offsets, new Vector<float>(slope));
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        for (var index = start; index < end; index++)
        {
            var run = windows.Run(index, input.Rows);
            for (var i = 0; i < run.Count; i++)
            {
                var from = input.Data + (nint)(run.Input + i * run.Step) * channels;
                var to = Output.Data + (nint)(run.Output + i) * channels;
                for (var c = 0; c < channels; c += Vector<float>.Count)
                {
                    var left = channels - c;
                    Vector<float> center = PartialVector.Load(mean.Data + c, left), factor = PartialVector.Load(gain.Data + c, left);
                    var summand = PartialVector.Load(shift.Value.Data + c, left);
                    var best = Activate(PartialVector.Load(from + c, left) - center, factor, summand, negativeSlope);
                    for (var place = 1; place < offsets.Length; place++)
                        best = Winner.Larger(Activate(PartialVector.Load(from + c + offsets[place], left) - center, factor, summand, negativeSlope), best);
                    best.Store(to + c, left);
                }
            }
        }
    }

    /// <summary>Sums of the gradients of the normalised values, and of their products with the centred input, over some runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int item)
    {
        var channels = input.Columns;
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        for (var c = 0; c < channels; c += Vector<float>.Count)
        {
            WideSum gradients = new(), products = new();
            for (var index = start; index < end; index++)
            {
                var run = windows.Run(index, input.Rows);
                Vector<float> runGradients = Vector<float>.Zero, runProducts = Vector<float>.Zero;
                for (var i = 0; i < run.Count; i++)
                {
                    var winner = FindWinner(input.Data + (nint)(run.Input + i * run.Step) * channels, c);
                    var gradient = GradientOf(winner, outputGradient.Data + (nint)(run.Output + i) * channels, c);
                    runGradients += gradient;
                    runProducts = Vector.MultiplyAddEstimate(gradient, winner.Source, runProducts);
                }
                gradients.Add(runGradients);
                products.Add(runProducts);
            }
            gradients.Store(gradientSums.Of(item) + c);
            products.Store(productSums.Of(item) + c);
        }
    }

    /// <summary>The input gradient of some runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Differentiate(int item)
    {
        var (channels, offsets) = (input.Columns, windows.Offsets);
        var (start, end) = Chunks.Range(item, windows.RunCount(input.Rows), windows.RunsPerItem);
        for (var index = start; index < end; index++)
        {
            var run = windows.Run(index, input.Rows);
            for (var i = 0; i < run.Count; i++)
            {
                var first = (nint)(run.Input + i * run.Step) * channels;
                for (var c = 0; c < channels; c += Vector<float>.Count)
                {
                    var left = channels - c;
                    var winner = FindWinner(input.Data + first, c);
                    var gradient = GradientOf(winner, outputGradient.Data + (nint)(run.Output + i) * channels, c) * PartialVector.Load(gain.Data + c, left);
                    for (var place = 0; place < offsets.Length; place++)
                        (LineAt(input.Data + first + offsets[place], c) + winner.At(place, gradient)).Store(InputGradient.Data + first + offsets[place] + c, left);
                }
            }
            for (var piece = 0; piece < windows.RestCount(index); piece++)
                DifferentiateRest(windows.Rest(index, piece));
        }
    }

    /// <summary>The input gradient where no output depends on the input but by the statistics.</summary>
    private void DifferentiateRest((int Start, int Count) rows)
    {
        for (var row = rows.Start; row < rows.Start + rows.Count; row++)
            for (var c = 0; c < input.Columns; c += Vector<float>.Count)
                LineAt(input.Data + (nint)row * input.Columns, c).Store(InputGradient.Data + (nint)row * input.Columns + c, input.Columns - c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> CentredAt(float* row, int channel) =>
        PartialVector.Load(row + channel, input.Columns - channel) - PartialVector.Load(mean.Data + channel, input.Columns - channel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> LineAt(float* row, int channel) => Vector.MultiplyAddEstimate(
        CentredAt(row, channel), PartialVector.Load(gradientSlope.Data + channel, input.Columns - channel), PartialVector.Load(gradientShift.Data + channel, input.Columns - channel));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Winner FindWinner(float* window, int channel)
    {
        var (left, offsets, negativeSlope) = (input.Columns - channel, windows.Offsets, new Vector<float>(slope));
        Vector<float> factor = PartialVector.Load(gain.Data + channel, left), summand = PartialVector.Load(shift.Value.Data + channel, left);
        var centred = CentredAt(window, channel);
        var winner = new Winner(Activate(centred, factor, summand, negativeSlope), centred);
        for (var place = 1; place < offsets.Length; place++)
        {
            centred = CentredAt(window + offsets[place], channel);
            winner.Challenge(Activate(centred, factor, summand, negativeSlope), centred, place);
        }
        return winner;
    }

    /// <summary>How the loss changes with the value that won, before the ReLU.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> GradientOf(Winner winner, float* row, int channel)
    {
        var gradient = PartialVector.Load(row + channel, input.Columns - channel);
        return Vector.ConditionalSelect(Vector.GreaterThan(winner.Value, Vector<float>.Zero), gradient, gradient * slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Activate(Vector<float> centred, Vector<float> factor, Vector<float> summand, Vector<float> slope)
    {
        var value = Vector.MultiplyAddEstimate(centred, factor, summand);
        return Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<float>.Zero), value, value * slope);
    }
}
