using System.Collections.Immutable;
using System.Text;

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

    /// <summary>The model as a text table: layer, output shape, parameters, multiply-adds.</summary>
    public string ToTable()
    {
        List<string[]> rows = [["", "layer", "output", "parameters", "multiply-adds"], ["", "Input", $"{Input}", "", ""]];
        rows.AddRange(AllLayers.Select(l => new[] { l.Name, l.Inner.IsEmpty ? $"{l.Layer}" : l.Layer.GetType().Name, $"{l.Output}", $"{l.ParameterCount:N0}", $"{l.MultiplyAdds:N0}" }));
        rows.Add(["", "Total", "", $"{ParameterCount:N0}", $"{MultiplyAdds:N0}"]);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            var text = row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            table.AppendJoin("  ", text).Append('\n');
        }
        return table.ToString();
    }
}
