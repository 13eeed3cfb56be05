using Workbench.Models;
using Workbench.Training;

namespace Workbench.Tests.Training;

/// <summary>The reference: a dense model in float64 and plain loops, reading its tensors from arrays that a test may change.</summary>
internal sealed class PlainNetwork
{
    private readonly Network network;
    private readonly double[][] positiveWeighted; // targets, then weights of positives

    /// <summary>Takes over the tensors, the batch and, from the latest training pass, what Dropout dropped.</summary>
    public PlainNetwork(Network network, double[][] targets, double[] positiveWeights)
    {
        this.network = network;
        positiveWeighted = [.. targets, positiveWeights];
        Tensors = network.Parameters.ToDictionary(p => p.Spec.Name, p => p.Value.Values.ToArray().Select(v => (double)v).ToArray());
        Input = Rows(network.Input.Values.ToArray(), network.Input.Columns);
    }

    public Dictionary<string, double[]> Tensors { get; }

    public double[][] Input { get; }

    /// <summary>Distance from 0 of the ReLU input that is closest to it: near 0 the slope is not defined.</summary>
    public double ReluMargin { get; private set; } = double.PositiveInfinity;

    public double Loss()
    {
        var logits = Forward(training: true);
        var weights = positiveWeighted[^1];
        return logits.SelectMany((row, i) => row.Select((z, label) =>
        {
            var (y, p) = (positiveWeighted[i][label], 1 / (1 + Math.Exp(-z)));
            return -(weights[label] * y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
        })).Average();
    }

    public double[][] Forward(bool training)
    {
        var batch = Input;
        foreach (var layer in network.Layers)
            batch = layer.Plan.Layer switch
            {
                Linear => Sum(layer.Plan.Name, batch),
                BatchNorm spec => Normalise(layer.Plan.Name, spec, batch, training),
                Relu spec => [.. batch.Select(row => row.Select(x => Rectify(x, spec.NegativeSlope)).ToArray())],
                Dropout spec when training => Drop(batch, Rows(layer.Output.Values.ToArray(), layer.Plan.Output.Count), spec.Rate),
                _ => batch,
            };
        return batch;
    }

    private double[][] Sum(string name, double[][] batch)
    {
        var weight = Tensors[$"{name}.weight"];
        var columns = batch[0].Length;
        var bias = Tensors.GetValueOrDefault($"{name}.bias") ?? new double[weight.Length / columns];
        return [.. batch.Select(row => bias.Select((b, unit) => b + row.Select((x, i) => x * weight[unit * columns + i]).Sum()).ToArray())];
    }

    private double[][] Normalise(string name, BatchNorm spec, double[][] batch, bool training)
    {
        double[] scale = Tensors[$"{name}.weight"], shift = Tensors[$"{name}.bias"];
        double[] mean = Tensors[$"{name}.running_mean"], variance = Tensors[$"{name}.running_var"];
        if (training)
        {
            mean = [.. scale.Select((_, i) => batch.Average(row => row[i]))];
            variance = [.. scale.Select((_, i) => batch.Average(row => Math.Pow(row[i] - mean[i], 2)))];
        }
        return [.. batch.Select(row => row.Select((x, i) => scale[i] * (x - mean[i]) / Math.Sqrt(variance[i] + spec.Epsilon) + shift[i]).ToArray())];
    }

    private double Rectify(double x, double slope)
    {
        ReluMargin = Math.Min(ReluMargin, Math.Abs(x));
        return x > 0 ? x : slope * x;
    }

    /// <summary>Drops what the layer dropped: where its output is 0. (An input of 0 gives 0 either way.)</summary>
    private static double[][] Drop(double[][] batch, double[][] dropped, double rate) =>
        [.. batch.Select((row, r) => row.Select((x, i) => dropped[r][i] == 0 ? 0 : x / (1 - rate)).ToArray())];

    private static double[][] Rows(float[] values, int columns) => [.. values.Select(v => (double)v).Chunk(columns)];
}
