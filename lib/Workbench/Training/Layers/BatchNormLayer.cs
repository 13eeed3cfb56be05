using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="BatchNorm"/> on feature vectors, as PyTorch's BatchNorm1d: a batch is normalised by its biased variance, the running
/// variance follows the unbiased one. Statistics are summed in double precision. Work items are blocks of columns.
/// </summary>
internal sealed class BatchNormLayer : DenseLayer
{
    private readonly Workers workers;
    private readonly double epsilon, momentum;
    private readonly Parameter scale, shift, runningMean, runningVariance;
    private readonly Matrix normalised; // [rows, features]: the batch at mean 0 and variance 1
    private readonly Matrix mean, inverseStd; // of the latest pass, a row each
    private readonly Action<int> normaliseByBatch, normaliseByRunning, differentiate;
    private Matrix input, outputGradient;

    public BatchNormLayer(LayerPlan plan, Weights weights, int capacity, bool trains, Workers workers) : base(plan, capacity, trains)
    {
        this.workers = workers;
        var spec = (BatchNorm)plan.Layer;
        (epsilon, momentum) = (spec.Epsilon, spec.Momentum);
        Parameters = [.. plan.Parameters.Select(p => new Parameter(p, weights[p.Name]))];
        (scale, shift, runningMean, runningVariance) = (Parameters[0], Parameters[1], Parameters[2], Parameters[3]);
        normalised = new(trains ? capacity : 0, plan.Input.Count);
        (mean, inverseStd) = (new(1, plan.Input.Count), new(1, plan.Input.Count));
        (input, outputGradient) = (Output, Output);
        (normaliseByBatch, normaliseByRunning, differentiate) = (NormaliseByBatch, NormaliseByRunning, Differentiate);
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override void Forward(Matrix input, bool training)
    {
        if (training && input.Rows < 2)
            throw new ArgumentException("BatchNorm has no variance to learn from in a batch of 1.", nameof(input));
        this.input = input;
        Output.Rows = input.Rows;
        if (training)
            normalised.Rows = input.Rows;
        workers.For(Columns.BlockCount(input.Columns), training ? normaliseByBatch : normaliseByRunning);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        this.outputGradient = outputGradient;
        InputGradient.Rows = input.Rows;
        workers.For(Columns.BlockCount(input.Columns), differentiate);
    }

    private void NormaliseByBatch(int block)
    {
        var (start, count) = (block * Columns.BlockSize, Columns.SizeOf(block, input.Columns));
        Span<float> means = mean.Row(0, start, count), inverse = inverseStd.Row(0, start, count);
        Span<float> centred = stackalloc float[count];
        Span<double> sums = stackalloc double[count];
        sums.Clear();
        for (var row = 0; row < input.Rows; row++)
            Columns.Add(input.Row(row, start, count), sums);
        for (var i = 0; i < count; i++)
            means[i] = (float)(sums[i] / input.Rows);

        sums.Clear();
        for (var row = 0; row < input.Rows; row++)
        {
            Subtract(input.Row(row, start, count), means, centred);
            Columns.AddProducts(centred, centred, sums);
        }
        Span<float> followedMean = runningMean.Value.Row(0, start, count), followedVariance = runningVariance.Value.Row(0, start, count);
        for (var i = 0; i < count; i++)
        {
            inverse[i] = (float)(1 / Math.Sqrt(sums[i] / input.Rows + epsilon));
            followedMean[i] = (float)((1 - momentum) * followedMean[i] + momentum * means[i]);
            followedVariance[i] = (float)((1 - momentum) * followedVariance[i] + momentum * sums[i] / (input.Rows - 1));
        }
        for (var row = 0; row < input.Rows; row++)
        {
            var normal = normalised.Row(row, start, count);
            Subtract(input.Row(row, start, count), means, centred);
            Multiply(centred, inverse, normal);
            MultiplyAdd(normal, scale.Value.Row(0, start, count), shift.Value.Row(0, start, count), Output.Row(row, start, count));
        }
    }

    private void NormaliseByRunning(int block)
    {
        var (start, count) = (block * Columns.BlockSize, Columns.SizeOf(block, input.Columns));
        ReadOnlySpan<float> means = runningMean.Value.Row(0, start, count), variances = runningVariance.Value.Row(0, start, count);
        Span<float> inverse = inverseStd.Row(0, start, count), normal = stackalloc float[count];
        for (var i = 0; i < count; i++)
            inverse[i] = (float)(1 / Math.Sqrt(variances[i] + epsilon));
        for (var row = 0; row < input.Rows; row++)
        {
            Subtract(input.Row(row, start, count), means, normal);
            Multiply(normal, inverse, normal);
            MultiplyAdd(normal, scale.Value.Row(0, start, count), shift.Value.Row(0, start, count), Output.Row(row, start, count));
        }
    }

    /// <summary><c>dx = scale / std * (dy - mean(dy) - x' * mean(dy * x'))</c>, x' normalised (Ioffe and Szegedy 2015, section 3).</summary>
    private void Differentiate(int block)
    {
        var (start, count) = (block * Columns.BlockSize, Columns.SizeOf(block, input.Columns));
        Span<double> sums = stackalloc double[count], products = stackalloc double[count];
        sums.Clear();
        products.Clear();
        for (var row = 0; row < input.Rows; row++)
        {
            Columns.Add(outputGradient.Row(row, start, count), sums);
            Columns.AddProducts(outputGradient.Row(row, start, count), normalised.Row(row, start, count), products);
        }
        Span<float> meanGradient = stackalloc float[count], meanProduct = stackalloc float[count], factor = stackalloc float[count];
        for (var i = 0; i < count; i++)
        {
            shift.Gradient.Row(0)[start + i] = (float)sums[i];
            scale.Gradient.Row(0)[start + i] = (float)products[i];
            meanGradient[i] = (float)(sums[i] / input.Rows);
            meanProduct[i] = (float)(-products[i] / input.Rows);
            factor[i] = scale.Value.Row(0)[start + i] * inverseStd.Row(0)[start + i];
        }
        for (var row = 0; row < input.Rows; row++)
        {
            var gradient = InputGradient.Row(row, start, count);
            Subtract(outputGradient.Row(row, start, count), meanGradient, gradient);
            MultiplyAdd(normalised.Row(row, start, count), meanProduct, gradient, gradient);
            Multiply(gradient, factor, gradient);
        }
    }

    private static void Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result)
    {
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) - new Vector<float>(b[i..])).CopyTo(result[i..]);
        for (; i < a.Length; i++)
            result[i] = a[i] - b[i];
    }

    private static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result)
    {
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) * new Vector<float>(b[i..])).CopyTo(result[i..]);
        for (; i < a.Length; i++)
            result[i] = a[i] * b[i];
    }

    private static void MultiplyAdd(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> result)
    {
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) * new Vector<float>(b[i..]) + new Vector<float>(c[i..])).CopyTo(result[i..]);
        for (; i < a.Length; i++)
            result[i] = a[i] * b[i] + c[i];
    }
}
