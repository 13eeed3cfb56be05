using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>A <see cref="ModelSpec"/> bound to an input shape and a number of labels: every shape and every tensor is known.</summary>
public sealed class ModelPlan
{
    internal ModelPlan(Shape input, ImmutableArray<LayerPlan> layers)
    {
        (Input, Layers) = (input, layers);
        (LabelCount, EmbeddingSize) = (layers[^1].Output.Count, layers[^1].Input.Count);
    }

    internal ModelPlan(Shape input, int labelCount, OwnNetwork own, OwnNetworkPlan network)
    {
        (Input, Own, Network) = (input, own, network);
        (LabelCount, EmbeddingSize) = (labelCount, network.EmbeddingSize ?? labelCount);
    }

    /// <summary>Shape of one example.</summary>
    public Shape Input { get; }

    /// <summary>The layers in order; the last is the output layer. Empty for a network of the user's own.</summary>
    public ImmutableArray<LayerPlan> Layers { get; } = [];

    /// <summary>The code that stands in place of the layers; null where there are layers.</summary>
    public OwnNetwork? Own { get; }

    /// <summary>Number of labels: one logit each.</summary>
    public int LabelCount { get; }

    /// <summary>Values of the embedding: what the output layer is given; the logits, where a network of the user's own has none.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Every tensor of the model, in the order of PyTorch's <c>state_dict</c>.</summary>
    public IEnumerable<ParameterSpec> Parameters => Network?.Parameters ?? AllLayers.SelectMany(l => l.Parameters);

    /// <summary>Trained values in all.</summary>
    public long ParameterCount => Parameters.Where(p => p.IsTrained).Sum(p => (long)p.Count);

    /// <summary>Multiply-adds for one example in all; 0 for a network of the user's own, whose layers are not known.</summary>
    public long MultiplyAdds => AllLayers.Sum(l => l.MultiplyAdds);

    /// <summary>What is known of the user's own network; null where there are layers.</summary>
    internal OwnNetworkPlan? Network { get; }

    /// <summary>Whether an example may be compared with the others of its batch, so that it must not be the only one.</summary>
    internal bool MayNormalizeBatches => Own is not null || AllLayers.Any(l => l.Layer is BatchNorm);

    /// <summary>All layers, those inside a <see cref="Residual"/> included, in the order in which they run.</summary>
    internal IEnumerable<LayerPlan> AllLayers => Layers.SelectMany(l => l.Flatten());

    /// <summary>The model as a table: layer, output shape, parameters, receptive field, multiply-adds.</summary>
    public ModelTable ToTable() => new(this);
}
