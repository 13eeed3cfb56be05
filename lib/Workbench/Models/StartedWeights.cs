using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>First weights of a model, some of which learned already.</summary>
/// <param name="Weights">All of them.</param>
/// <param name="Rates">Factor of the learning rate of each layer of the plan; empty for 1 everywhere.</param>
/// <param name="Note">What started by chance nevertheless, for people; null for nothing but the output layer.</param>
internal sealed record StartedWeights(Weights Weights, ImmutableArray<double> Rates, string? Note = null)
{
    /// <summary>Puts a start in the place of weights.</summary>
    /// <param name="plan">The model, made of layers.</param>
    /// <param name="start">The start.</param>
    /// <param name="random">Weights by chance.</param>
    /// <exception cref="WorkbenchException">The file cannot be read, or it or the rates do not fit the model.</exception>
    public static StartedWeights From(ModelPlan plan, StartWeights start, Weights random)
    {
        var (content, path) = (start.ReadFile(), start.Path);
        Dictionary<string, Tensor> found;
        try
        {
            found = path.EndsWith(".onnx", StringComparison.Ordinal)
                ? ByOrder(plan, OnnxLayers.Read(content), start.InputScale)
                : ByName(plan, Safetensors.Read(new MemoryStream(content)));
        }
        catch (InvalidDataException error)
        {
            throw new WorkbenchException($"{path} is no ONNX file to start from: {error.Message}.", error);
        }
        catch (WorkbenchException error)
        {
            throw new WorkbenchException($"{path}: {error.Message}", error);
        }
        var missing = plan.AllLayers.Where(layer => layer.Parameters.Length > 0 && layer != plan.Layers[^1]
            && !layer.Parameters.All(p => found.ContainsKey(p.Name))).Select(layer => layer.Name).ToList();
        if (found.Count == 0)
            throw new WorkbenchException($"{path} holds no layer of this model; start from one that has layers of the same shapes.");
        return new(new([.. random.Tensors.Select(tensor => found.GetValueOrDefault(tensor.Name, tensor))]), RatesOf(plan, start, missing),
            missing.Count == 0 ? null : $"The layers {string.Join(", ", missing)} are not in {path} and start by chance.");
    }

    private static Dictionary<string, Tensor> ByName(ModelPlan plan, ImmutableArray<Tensor> tensors)
    {
        var byName = tensors.ToDictionary(tensor => tensor.Name);
        var found = new Dictionary<string, Tensor>();
        foreach (var parameter in plan.AllLayers.SkipLast(1).SelectMany(layer => layer.Parameters))
            if (byName.TryGetValue(parameter.Name, out var tensor))
                found[parameter.Name] = tensor.Shape.SequenceEqual(parameter.Shape) ? tensor
                    : throw new WorkbenchException($"its tensor {tensor.Name} has the shape [{string.Join(", ", tensor.Shape)}], and the "
                        + $"model needs [{string.Join(", ", parameter.Shape)}]. Start from a model with the same layers.");
        return found;
    }

    /// <summary>
    /// Gives each layer of the model the next one of the file with weights of its shape: the order of those of equal shape counts, so
    /// that a shortcut may stand before or behind what it goes around.
    /// </summary>
    private static Dictionary<string, Tensor> ByOrder(ModelPlan plan, ImmutableArray<LearnedLayer> layers, double inputScale)
    {
        var left = ForInput(layers, plan.Input, inputScale).GroupBy(layer => layer.InWords)
            .ToDictionary(group => group.Key, group => new Queue<LearnedLayer>(group));
        var (found, missing, weight) = (new Dictionary<string, Tensor>(), new List<LearnedLayer>(), ImmutableArray<int>.Empty);
        foreach (var layer in plan.AllLayers.SkipLast(1))
        {
            var norm = layer.Layer as BatchNorm;
            if (norm is null)
                weight = layer.Parameters.IsEmpty ? [] : layer.Parameters[0].Shape;
            if (layer.Parameters.IsEmpty)
                continue;
            var wanted = new LearnedLayer(layer.Name, weight, [], norm is null ? 0 : layer.Parameters[0].Count);
            if (left.TryGetValue(wanted.InWords, out var queue) && queue.TryDequeue(out var next))
                Take(next, layer, norm, found);
            else
                missing.Add(wanted);
        }
        // What follows the layers of the model in the file, an output layer, is no error.
        var surplus = left.Values.SelectMany(queue => queue).FirstOrDefault(layer => !layer.IsLinear);
        return (surplus, missing.FirstOrDefault()) switch
        {
            ({ } other, { } lacking) => throw new WorkbenchException($"layer {lacking.Name} of the model has {lacking.InWords}, and the "
                + $"file has {other.InWords} ({other.Name}) instead. Start from a network with the same layers."),
            ({ } other, null) => throw new WorkbenchException($"it has a layer more than the model: {other.InWords} ({other.Name}). "
                + "Start from a network with the same layers."),
            _ => found,
        };
    }

    private static void Take(LearnedLayer from, LayerPlan to, BatchNorm? norm, Dictionary<string, Tensor> found)
    {
        for (var i = 0; i < to.Parameters.Length; i++)
        {
            var (name, shape) = (to.Parameters[i].Name, to.Parameters[i].Shape);
            var values = i < from.Tensors.Length ? from.Tensors[i].Array : new float[to.Parameters[i].Count]; // without a bias, it adds 0
            if (to.Parameters[i].Role == ParameterRole.RunningVariance)
                values = [.. values.Select(variance => (float)(variance + (from.Epsilon - norm!.Epsilon)))];
            found[name] = values.Length == to.Parameters[i].Count ? new(name, shape, values)
                : throw new WorkbenchException($"its tensor {from.Tensors[i].Name} has {values.Length} values, and {name} of the model "
                    + $"needs [{string.Join(", ", shape)}].");
        }
        if (from.Tensors.Length > to.Parameters.Length)
            throw new WorkbenchException($"its layer {from.Name} adds a bias, and layer {to.Name} of the model has none.");
    }

    /// <summary>The layers of a network, the first for the input of a model: see <see cref="StartWeights.InputScale"/>.</summary>
    private static ImmutableArray<LearnedLayer> ForInput(ImmutableArray<LearnedLayer> layers, Shape input, double scale)
    {
        const int Colours = 3;
        if (layers.IsEmpty || layers[0] is not { Channels: 0, Weight: [var filters, var channels, var height, var width] } first)
            return layers;
        var (pixels, values) = (height * width, first.Tensors[0].Array.Select(value => (float)(value * scale)).ToArray());
        if (channels == Colours && input.ChannelCount == 1)
        {
            var all = values;
            values = [.. Enumerable.Range(0, filters * pixels).Select(i => Enumerable.Range(0, Colours)
                .Sum(colour => all[(i / pixels * Colours + colour) * pixels + i % pixels]))];
            channels = 1;
        }
        ImmutableArray<int> shape = [filters, channels, height, width];
        layers = layers.SetItem(0, first with { Tensors = first.Tensors.SetItem(0, new(first.Tensors[0].Name, shape, values)) });
        // A BatchNorm behind it goes by the same shape.
        return [.. layers.Select((layer, i) => i < 2 && layer.Weight.SequenceEqual(first.Weight) ? layer with { Weight = shape } : layer)];
    }

    /// <summary>Which layers learn how fast: those that are frozen stand first, up to the last of them that has tensors.</summary>
    private static ImmutableArray<double> RatesOf(ModelPlan plan, StartWeights start, List<string> missing)
    {
        var rates = plan.Layers.Select((layer, i) => layer.Flatten().All(inner => inner.Parameters.IsEmpty) ? (double?)null
            : layer == plan.Layers[^1] || layer.Flatten().Any(inner => missing.Contains(inner.Name)) ? 1
            : i < start.FrozenLayers ? 0
            : start.Rate).ToList();
        var frozen = rates.LastIndexOf(0) + 1;
        if (rates.Take(frozen).Any(rate => rate > 0))
            throw new WorkbenchException($"Layer {rates.FindIndex(rate => rate > 0)} learns, and layer {frozen - 1} behind it shall stay "
                + "as it is: only the first layers can. Give the start a rate above 0, or fewer frozen layers.");
        return [.. rates.Select((rate, i) => i < frozen ? 0 : rate ?? 1)];
    }
}
