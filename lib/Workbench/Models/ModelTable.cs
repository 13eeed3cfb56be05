using System.Globalization;
using System.Text;

namespace Workbench.Models;

/// <summary>
/// A model for reading: layer, output shape, parameters, receptive field in frames x bands, multiply-adds, one row a layer, and the
/// totals. <see cref="ToString"/> is the table as text; columns and rows are for whoever draws it otherwise.
/// </summary>
public sealed class ModelTable
{
    private readonly List<IReadOnlyList<object?>> rows = [];

    internal ModelTable(ModelPlan plan)
    {
        rows.Add(["", "Input", $"{plan.Input}", null, "", null]);
        Add(plan.Layers, plan.Input is ImageShape image ? ReceptiveField.Of(image) : null);
        rows.Add(["", "Total", "", plan.ParameterCount, "", plan.MultiplyAdds]);
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
