using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Layers;

namespace Workbench.Tests.Training;

/// <summary>
/// The reference: a model in float64 and plain loops, reading its tensors from arrays that a test may change. An example is one array,
/// images channel by channel and row by row, PyTorch's order.
/// </summary>
internal sealed class PlainNetwork
{
    private readonly ModelPlan plan;
    private readonly double[][] targets;
    private readonly double[] positiveWeights;
    private readonly Dictionary<string, double[][]> dropped;

    /// <summary>Takes over the tensors and the batch, and draws what Dropout drops as networks do.</summary>
    public PlainNetwork(
        ModelPlan plan, Weights weights, ReadOnlySpan<float> input, double[][] targets, double[] positiveWeights, Random rng)
    {
        (this.plan, this.targets, this.positiveWeights) = (plan, targets, positiveWeights);
        Tensors = weights.Tensors.ToDictionary(t => t.Name, t => t.Values.ToArray().Select(v => (double)v).ToArray());
        Input = Examples(input.ToArray(), plan.Input);
        dropped = plan.AllLayers.Where(l => l.Layer is Dropout).ToDictionary(l => l.Name, l => Mask(l, Input.Length, rng));
    }

    public Dictionary<string, double[]> Tensors { get; }

    public double[][] Input { get; }

    /// <summary>
    /// How far the batch is from where a derivative is not defined: the ReLU input that is closest to 0, the largest value of a window
    /// and the second largest that are closest to each other.
    /// </summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    /// <summary>Smallest standard deviation that a BatchNorm divided by: a small one magnifies the rounding of float32.</summary>
    public double SmallestDeviation { get; private set; } = double.PositiveInfinity;

    public double Loss()
    {
        var logits = Forward(training: true);
        return logits.SelectMany((row, i) => row.Select((z, label) =>
        {
            var (y, p) = (targets[i][label], 1 / (1 + Math.Exp(-z)));
            return -(positiveWeights[label] * y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
        })).Average();
    }

    public double[][] Forward(bool training) => Run(plan.Layers, Input, training);

    /// <summary>A batch, channel-last, as one array an example.</summary>
    private static double[][] Examples(float[] batch, Shape shape)
    {
        var (positions, channels) = (shape.PositionCount, shape.ChannelCount);
        return [.. batch.Chunk(shape.Count)
            .Select(example =>
                Enumerable.Range(0, shape.Count).Select(i => (double)example[i % positions * channels + i / positions]).ToArray())];
    }

    private double[][] Run(ImmutableArray<LayerPlan> layers, double[][] batch, bool training)
    {
        foreach (var layer in layers)
            batch = Run(layer, batch, training);
        return batch;
    }

    private double[][] Run(LayerPlan layer, double[][] batch, bool training) => layer.Layer switch
    {
        Linear => [.. batch.Select(x => Sum(layer, x))],
        RbfKernel spec => [.. batch.Select(x => Compare(layer, spec.Gamma ?? 0.5 / x.Length, x))],
        Conv2d spec => [.. batch.Select(x => Convolve(layer, spec, x))],
        BatchNorm spec => Normalise(layer, spec, batch, training),
        Relu spec => [.. batch.Select(row => row.Select(x => Rectify(x, spec.NegativeSlope)).ToArray())],
        MaxPool2d spec => [.. batch.Select(x => Pool(layer, x, spec.Size, spec.Size, Largest, spec.Stride ?? spec.Size, spec.Padding))],
        AveragePool2d spec => [.. batch.Select(x => Pool(layer, x, spec.Size, spec.Size, window => window.Average()))],
        GlobalPool spec => [.. batch.Select(x => PoolAll(layer, x, spec.Pool))],
        Dropout when training => [.. batch.Select((row, r) => row.Select((x, i) => x * dropped[layer.Name][r][i]).ToArray())],
        Residual =>
            [.. Run(layer.Inner, batch, training).Zip(Run(layer.Shortcut, batch, training), (a, b) => a.Zip(b, (x, y) => x + y).ToArray())],
        _ => batch,
    };

    private double[] Sum(LayerPlan layer, double[] x)
    {
        var (weight, units) = (Tensors[$"{layer.Name}.weight"], layer.Output.Count);
        var bias = Tensors.GetValueOrDefault($"{layer.Name}.bias") ?? new double[units];
        return [.. bias.Select((b, unit) => b + x.Select((value, i) => value * weight[unit * x.Length + i]).Sum())];
    }

    private double[] Compare(LayerPlan layer, double gamma, double[] x) => [.. Tensors[$"{layer.Name}.centers"].Chunk(x.Length)
        .Select(center => Math.Exp(-gamma * x.Zip(center, (value, other) => (value - other) * (value - other)).Sum()))];

    private double[] Convolve(LayerPlan layer, Conv2d spec, double[] x)
    {
        var (input, output, weight) = ((ImageShape)layer.Input, (ImageShape)layer.Output, Tensors[$"{layer.Name}.weight"]);
        var (k, padding) = (spec.KernelSize, spec.Padding ?? (spec.KernelSize - 1) / 2);
        var result = new double[output.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var (filter, row, column) = (i / output.PositionCount, i % output.PositionCount / output.Width, i % output.Width);
            result[i] = Tensors.TryGetValue($"{layer.Name}.bias", out var bias) ? bias[filter] : 0;
            for (var w = 0; w < input.Channels * k * k; w++)
            {
                var (y, z) = (row * spec.Stride - padding + w % (k * k) / k, column * spec.Stride - padding + w % k);
                if (y >= 0 && y < input.Height && z >= 0 && z < input.Width)
                    result[i] += weight[filter * input.Channels * k * k + w] * x[w / (k * k) * input.PositionCount + y * input.Width + z];
            }
        }
        return result;
    }

    private double[][] Normalise(LayerPlan layer, BatchNorm spec, double[][] batch, bool training)
    {
        double[] scale = Tensors[$"{layer.Name}.weight"], shift = Tensors[$"{layer.Name}.bias"];
        double[] mean = Tensors[$"{layer.Name}.running_mean"], variance = Tensors[$"{layer.Name}.running_var"];
        var positions = layer.Input.PositionCount;
        if (training)
        {
            double[][] channels = [.. scale.Select((_, c) => batch.SelectMany(x => x[(c * positions)..((c + 1) * positions)]).ToArray())];
            mean = [.. channels.Select(values => values.Average())];
            variance = [.. channels.Select((values, c) => values.Average(x => (x - mean[c]) * (x - mean[c])))];
        }
        double[] deviation = [.. variance.Select(v => Math.Sqrt(v + spec.Epsilon))];
        SmallestDeviation = Math.Min(SmallestDeviation, deviation.Min());
        return [.. batch.Select(row =>
            row.Select((x, i) => scale[i / positions] * (x - mean[i / positions]) / deviation[i / positions] + shift[i / positions])
                .ToArray())];
    }

    private double Rectify(double x, double slope)
    {
        Margin = Math.Min(Margin, Math.Abs(x));
        return x > 0 ? x : slope * x;
    }

    private double Largest(IReadOnlyList<double> window)
    {
        var best = window.Max();
        if (window.Any(x => x < best))
            Margin = Math.Min(Margin, best - window.Where(x => x < best).Max());
        return best;
    }

    private double[] PoolAll(LayerPlan layer, double[] x, PoolKind kind)
    {
        var image = (ImageShape)layer.Input;
        double[] means = Pool(layer, x, image.Height, image.Width, window => window.Average()), maxima = Pool(layer, x,
            image.Height, image.Width, Largest);
        return kind switch { PoolKind.Mean => means, PoolKind.Max => maxima, _ => [.. means, .. maxima] };
    }

    private static double[] Pool(LayerPlan layer, double[] x, int height, int width, Func<IReadOnlyList<double>, double> reduce,
        int? step = null, int padding = 0)
    {
        var image = (ImageShape)layer.Input;
        IEnumerable<int> Starts(int size, int window) =>
            Enumerable.Range(0, (size + 2 * padding - window) / (step ?? window) + 1).Select(i => i * (step ?? window) - padding);
        return
        [
            .. from channel in Enumerable.Range(0, image.Channels)
               from row in Starts(image.Height, height)
               from column in Starts(image.Width, width)
               select reduce([.. from i in Enumerable.Range(row, height)
                                 from j in Enumerable.Range(column, width)
                                 where i >= 0 && i < image.Height && j >= 0 && j < image.Width
                                 select x[channel * image.PositionCount + i * image.Width + j]]),
        ];
    }

    /// <summary>0 where a value is dropped, 1 / (1 - rate) where it is kept.</summary>
    private static double[][] Mask(LayerPlan layer, int examples, Random rng)
    {
        var mask = new DropoutMask(((Dropout)layer.Layer).Rate);
        mask.Draw(rng);
        var factors = new float[examples * layer.Input.Count];
        mask.Fill(factors);
        return Examples(factors, layer.Input);
    }
}
