using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary>A model in memory: its layers, with room for one batch.</summary>
internal sealed class Network
{
    private readonly Sequential? frozen;
    private readonly Sequential learning;
    private readonly Matrix logitsGradient;

    /// <summary>Builds the layers and copies the weights in.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="weights">Tensors that fit the plan.</param>
    /// <param name="capacity">Examples of the largest batch.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    /// <param name="workers">Who does the work.</param>
    /// <param name="frozenLayers">First layers of the plan that predict while the others learn, and have no gradients.</param>
    /// <exception cref="WorkbenchException">The weights belong to another model.</exception>
    public Network(ModelPlan plan, Weights weights, int capacity, bool trains, Workers workers, int frozenLayers = 0)
    {
        weights.RequireFit(plan);
        Input = new(capacity * plan.Input.PositionCount, plan.Input.ChannelCount);
        logitsGradient = new(trains ? capacity : 0, plan.LabelCount);
        frozen = frozenLayers == 0 ? null : new(plan.Layers[..frozenLayers], new(weights, capacity, trains: false, workers));
        learning = new(plan.Layers[frozenLayers..], new(weights, capacity, trains, workers));
        Layers = [.. frozen?.Layers ?? [], .. learning.Layers];
        Parameters = [.. AllLayers.SelectMany(l => l.Parameters)];
    }

    /// <summary>
    /// The batch: set its rows, then fill it. Vectors are <c>[examples, features]</c>, images <c>[examples * height * width, channels]</c>.
    /// </summary>
    public Matrix Input { get; }

    /// <summary>The layers in order, neighbours that run as one as one; the last gives the logits.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>The layers and the layers inside them, in the order in which they run.</summary>
    public IEnumerable<Layer> AllLayers => Layers.SelectMany(l => l.Flatten());

    /// <summary>All tensors.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>Output of the last layer: <c>[examples, labels]</c>.</summary>
    public Matrix Logits => learning.Output;

    /// <summary>What the output layer is given: <c>[examples, units]</c>.</summary>
    public Matrix Embedding => Layers.Length == 1 ? Input : Layers[^2].Output;

    /// <summary>Where the loss puts how it changes with each logit; as many rows as the batch after <see cref="Forward"/>.</summary>
    public Matrix LogitsGradient => logitsGradient;

    /// <summary>Draws what is random in the next training pass.</summary>
    public void Draw(Random rng)
    {
        foreach (var layer in Layers)
            layer.Draw(rng);
    }

    /// <summary>Runs the batch in <see cref="Input"/> through the layers.</summary>
    /// <param name="training">Whether the pass is one to learn from.</param>
    /// <param name="token">Looked at before every layer; the layers that were not run keep what they had.</param>
    public void Forward(bool training, CancellationToken token = default)
    {
        frozen?.Forward(Input, training: false, token);
        learning.Forward(LearningInput, training, token);
        if (training)
            logitsGradient.Rows = Logits.Rows;
    }

    /// <summary>Fills all gradients from <see cref="LogitsGradient"/>; those of frozen layers stay 0.</summary>
    public void Backward() => learning.Backward(LearningInput, logitsGradient, wantsInputGradient: false);

    private Matrix LearningInput => frozen?.Output ?? Input;

    /// <summary>Copies the tensors out.</summary>
    public Weights ToWeights() => new([.. Parameters.Select(p => p.ToTensor())]);

    /// <summary>Name and kind of the first layer whose tensors or outputs are not all finite; null if there is none.</summary>
    public string? FirstNonFinite()
    {
        foreach (var layer in AllLayers)
        {
            var plan = layer.Parameters.FirstOrDefault(p => !FiniteValues.AreAll(p.Value.Values)) is { } parameter
                ? layer.Plans.First(p => p.Parameters.Contains(parameter.Spec))
                : FiniteValues.AreAll(layer.Output.Values) ? null
                : layer.Plan;
            if (plan is not null)
                return $"layer {plan.Name} ({plan.Layer.GetType().Name})";
        }
        return null;
    }
}
