using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>Heat maps of Plotly as ours.</summary>
internal static class PlotlyHeatmap
{
    /// <summary>The heat map; null without cells.</summary>
    /// <exception cref="NotSupportedException">Its cells are not of one size.</exception>
    public static HeatmapTrace? Read(PlotlyTrace trace, PlotlyAxis x, PlotlyAxis y)
    {
        if (PlotlyValues.Matrix(trace.Json["z"]) is not { } values)
            return null;
        var titles = new[] { trace.Json.Part("colorbar").Part("title").Text("text"), trace.Json.Text("name"), "z" };
        var heatmap = new HeatmapTrace(titles.Select(PlotlyText.Plain).First(title => title.Length > 0), values)
        {
            X = Edges(trace.Json, "x", x, values.GetLength(1)),
            Y = Edges(trace.Json, "y", y, values.GetLength(0)),
            Colors = ColorsOf(trace.Json["colorscale"]),
            Labels = trace.Json.Text("texttemplate") == "%{text}" ? Labels(trace.Json["text"], values) : null,
        };
        return (trace.Json.Number("zmin"), trace.Json.Number("zmax")) is ({ } low, { } high)
            ? heatmap with { Range = (low, high) } : heatmap;
    }

    /// <summary>The heat map with texts of ours in its cells.</summary>
    public static HeatmapTrace WithCaptions(HeatmapTrace heatmap, PlotlyTrace captions)
    {
        var (rows, columns) = (heatmap.Values.GetLength(0), heatmap.Values.GetLength(1));
        var labels = new string[rows, columns];
        for (var cell = 0; cell < labels.Length; cell++)
            labels[cell / columns, cell % columns] = "";
        var texts = PlotlyValues.Texts(captions.Json["text"]) ?? [];
        var (x, y) = (PlotlyValues.Numbers(captions.Json["x"]) ?? [], PlotlyValues.Numbers(captions.Json["y"]) ?? []);
        for (var i = 0; i < Math.Min(texts.Length, Math.Min(x.Length, y.Length)); i++)
            if (Cell(y[i], heatmap.Y, rows) is { } row && Cell(x[i], heatmap.X, columns) is { } column)
                labels[row, column] = PlotlyText.Plain(texts[i]);
        return heatmap with { Labels = labels };
    }

    private static int? Cell(double place, (double From, double To) edges, int count) =>
        Math.Floor((place - edges.From) / (edges.To - edges.From) * count) is >= 0 and var cell && cell < count ? (int)cell : null;

    private static (double, double) Edges(JsonObject heatmap, string letter, PlotlyAxis axis, int count)
    {
        var places = axis.Places(heatmap[letter]);
        if (places.Length == 0)
        {
            var (first, step) = (heatmap.Number(letter + "0") ?? 0, heatmap.Number("d" + letter) ?? 1);
            places = [.. Enumerable.Range(0, count).Select(i => axis.Place(first + i * step))];
        }
        var width = places.Length > 1 ? (places[^1] - places[0]) / (places.Length - 1) : heatmap.Number("d" + letter) ?? 1;
        if (places.Length < count || places.Where((place, i) => !(Math.Abs(place - places[0] - i * width) <= Math.Abs(width) * 0.01)).Any())
            throw new NotSupportedException("cells of several sizes");
        return places.Length == count + 1 ? (places[0], places[^1]) : (places[0] - width / 2, places[0] + (count - 0.5) * width);
    }

    private static ColorMap ColorsOf(JsonNode? scale)
    {
        var ends = (scale as JsonArray)?.Select(stop => (stop as JsonArray)?.Last().AsText()).ToList();
        return scale.AsText()?.Equals(ColorMap.Magma.Name, StringComparison.OrdinalIgnoreCase) == true
            || ends is not null && ends.SequenceEqual(ColorMap.Magma.Stops.Select(stop => stop.Color)) ? ColorMap.Magma : ColorMap.Viridis;
    }

    private static string[,]? Labels(JsonNode? rows, double[,] values)
    {
        string[]?[] read = [.. (rows as JsonArray ?? []).Select(PlotlyValues.Texts)];
        var labels = new string[values.GetLength(0), values.GetLength(1)];
        for (var cell = 0; cell < labels.Length; cell++)
        {
            var (row, column) = (cell / labels.GetLength(1), cell % labels.GetLength(1));
            labels[row, column] = row < read.Length && column < read[row]?.Length ? PlotlyText.Plain(read[row]![column]) : "";
        }
        return HeatmapImage.IsDrawnWhole(values) ? labels : null;
    }
}
