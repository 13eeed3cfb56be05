using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary>A dense model in memory: its layers, with room for one batch.</summary>
internal sealed class Network
{
    private readonly Matrix logitsGradient;

    /// <summary>Builds the layers and copies the weights in.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="weights">Tensors that fit the plan.</param>
    /// <param name="capacity">Rows of the largest batch.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    /// <param name="workers">Who does the work.</param>
    /// <exception cref="WorkbenchException">A layer is not a dense one, or the weights belong to another model.</exception>
    public Network(ModelPlan plan, Weights weights, int capacity, bool trains, Workers workers)
    {
        RequireDense(plan);
        weights.RequireFit(plan);
        var gemm = new Gemm(workers, GemmTile.Widest());
        Input = new(capacity, plan.Input.Count);
        logitsGradient = new(trains ? capacity : 0, plan.LabelCount);
        Layers = [.. plan.Layers.Select<LayerPlan, DenseLayer>(layer => layer.Layer switch
        {
            Linear => new LinearLayer(layer, weights, capacity, trains, gemm),
            BatchNorm => new BatchNormLayer(layer, weights, capacity, trains, workers),
            Relu => new ReluLayer(layer, capacity, trains),
            _ => new DropoutLayer(layer, capacity, trains),
        })];
        Parameters = [.. Layers.SelectMany(l => l.Parameters)];
    }

    /// <summary>The batch: set its rows, then fill it.</summary>
    public Matrix Input { get; }

    /// <summary>The layers in order; the last gives the logits.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>All tensors.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>Output of the last layer: <c>[rows, labels]</c>.</summary>
    public Matrix Logits => Layers[^1].Output;

    /// <summary>What the output layer is given: <c>[rows, units]</c>.</summary>
    public Matrix Embedding => InputOf(Layers.Length - 1);

    /// <summary>Where the loss puts how it changes with each logit; as many rows as the batch after <see cref="Forward"/>.</summary>
    public Matrix LogitsGradient => logitsGradient;

    /// <summary>Refuses models with layers that are not run here.</summary>
    public static void RequireDense(ModelPlan plan)
    {
        foreach (var layer in plan.Layers)
            if (layer.Layer is not (Linear or BatchNorm or Relu or Dropout) || layer.Input is not VectorShape)
                throw new WorkbenchException($"Layer {layer.Name} ({layer.Layer.GetType().Name}) needs the CNN trainer; the dense trainer runs Linear, BatchNorm, Relu and Dropout on feature vectors. Use a model of these layers, for instance ModelSpec.Mlp, on song-level features.");
    }

    /// <summary>Draws what is random in the next training pass.</summary>
    public void Draw(Random rng)
    {
        foreach (var layer in Layers)
            layer.Draw(rng);
    }

    /// <summary>Runs the batch in <see cref="Input"/> through the layers.</summary>
    /// <param name="training">Whether the pass is one to learn from.</param>
    public void Forward(bool training)
    {
        for (var i = 0; i < Layers.Length; i++)
            Layers[i].Forward(InputOf(i), training);
        if (training)
            logitsGradient.Rows = Input.Rows;
    }

    /// <summary>Fills all gradients from <see cref="LogitsGradient"/>.</summary>
    public void Backward()
    {
        for (var i = Layers.Length - 1; i >= 0; i--)
            Layers[i].Backward(InputOf(i), i == Layers.Length - 1 ? logitsGradient : Layers[i + 1].InputGradient, wantsInputGradient: i > 0);
    }

    /// <summary>Copies the tensors out.</summary>
    public Weights ToWeights() => new([.. Parameters.Select(p => p.ToTensor())]);

    /// <summary>Name and kind of the first layer whose tensors or outputs are not all finite; null if there is none.</summary>
    public string? FirstNonFinite()
    {
        foreach (var layer in Layers)
            if (layer.Parameters.Any(p => !IsFinite(p.Value.Values)) || !IsFinite(layer.Output.Values))
                return $"layer {layer.Plan.Name} ({layer.Plan.Layer.GetType().Name})";
        return null;
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value))
                return false;
        return true;
    }

    private Matrix InputOf(int layer) => layer == 0 ? Input : Layers[layer - 1].Output;
}
