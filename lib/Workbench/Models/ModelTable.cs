using System.Globalization;
using System.Text;

namespace Workbench.Models;

/// <summary>
/// A model for reading: layer, output shape, parameters, receptive field in frames x bands, multiply-adds, one row a layer, and the
/// totals; of a network of the user's own, one row a part with tensors. <see cref="ToString"/> is the table as text; columns and rows are
/// for whoever draws it otherwise.
/// </summary>
public sealed class ModelTable
{
    private readonly List<IReadOnlyList<object?>> rows = [];

    internal ModelTable(ModelPlan plan)
    {
        rows.Add(["", "Input", $"{plan.Input}", null, "", null]);
        Add(plan.Layers, plan.Input is ImageShape image ? ReceptiveField.Of(image) : null);
        if (plan.Own is { } own)
            Add(own, plan);
        rows.Add(["", "Total", "", plan.ParameterCount, "", plan.Own is null ? plan.MultiplyAdds : null]);
    }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Columns { get; } = ["", "layer", "output", "parameters", "sees", "multiply-adds"];

    /// <summary>One value a column: texts, whole numbers, or null where there is none.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => rows;

    /// <summary>The table as text of fixed width, one line a row.</summary>
    public override string ToString()
    {
        List<string[]> cells = [[.. Columns], .. rows.Select(row => row.Select(Format).ToArray())];
        int[] widths = [.. Columns.Select((_, column) => cells.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var row in cells)
            text.Append(string.Join("  ", row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd())
                .Append('\n');
        return text.ToString();
    }

    /// <summary>Adds a row for each part of a network of the user's own that has tensors: more is not known of it.</summary>
    private void Add(OwnNetwork own, ModelPlan plan)
    {
        foreach (var part in plan.Parameters.GroupBy(p => p.Name[..Math.Max(0, p.Name.LastIndexOf('.'))]))
            rows.Add([part.Key, "", "", part.Where(p => p.IsTrained).Sum(p => (long)p.Count), "", null]);
        rows.Add(["", own.InWords, $"{plan.LabelCount}", null, "", null]);
    }

    private static string Format(object? value) => value is long number ? number.ToString("N0", CultureInfo.InvariantCulture) : $"{value}";

    /// <summary>Adds a row for each layer; returns what the last one sees.</summary>
    private ReceptiveField? Add(IEnumerable<LayerPlan> layers, ReceptiveField? field)
    {
        foreach (var layer in layers)
        {
            var row = rows.Count;
            field = layer.Layer is Residual ? Add(layer, field) : field?.After(layer.Layer);
            rows.Insert(row, [layer.Name, layer.Layer.Summary, $"{layer.Output}", layer.ParameterCount, $"{field}", layer.MultiplyAdds]);
        }
        return field;
    }

    private ReceptiveField? Add(LayerPlan block, ReceptiveField? field)
    {
        var (main, shortcut) = (Add(block.Inner, field), Add(block.Shortcut, field));
        return shortcut is null ? main : main?.Or(shortcut);
    }
}
