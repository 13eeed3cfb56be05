using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>A <see cref="ModelSpec"/> bound to an input shape and a number of labels: every shape and every tensor is known.</summary>
public sealed class ModelPlan
{
    internal ModelPlan(Shape input, ImmutableArray<LayerPlan> layers)
    {
        Input = input;
        Layers = layers;
    }

    /// <summary>Shape of one example.</summary>
    public Shape Input { get; }

    /// <summary>The layers in order; the last is the output layer.</summary>
    public ImmutableArray<LayerPlan> Layers { get; }

    /// <summary>Number of labels: one logit each.</summary>
    public int LabelCount => Layers[^1].Output.Count;

    /// <summary>Values of the embedding: what the output layer is given.</summary>
    public int EmbeddingSize => Layers[^1].Input.Count;

    /// <summary>Every tensor of the model, in the order of PyTorch's <c>state_dict</c>.</summary>
    public IEnumerable<ParameterSpec> Parameters => AllLayers.SelectMany(l => l.Parameters);

    /// <summary>Trained values in all.</summary>
    public long ParameterCount => AllLayers.Sum(l => l.ParameterCount);

    /// <summary>Multiply-adds for one example in all.</summary>
    public long MultiplyAdds => AllLayers.Sum(l => l.MultiplyAdds);

    /// <summary>All layers, those inside a <see cref="Residual"/> included, in the order in which they run.</summary>
    internal IEnumerable<LayerPlan> AllLayers => Layers.SelectMany(l => l.Flatten());

    /// <summary>The model as a table: layer, output shape, parameters, receptive field, multiply-adds.</summary>
    public ModelTable ToTable() => new(this);
}
