using Workbench.Datasets;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// Of the songs of a label (row), the share that has another one too (column), in per cent; the most frequent label first.
    /// </summary>
    /// <param name="dataset">A collection with at least one label.</param>
    /// <exception cref="WorkbenchException">No track has a label.</exception>
    public static Figure CoOccurrence(Dataset dataset)
    {
        RequireAny(dataset.LabelCounts, "The figure of labels that go together", "label");
        string[] labels = [.. dataset.LabelCounts.Select(c => c.Key)];
        var percent = new double[labels.Length, labels.Length];
        for (var row = 0; row < labels.Length; row++)
            for (var column = 0; column < labels.Length; column++)
                percent[row, column] = row == column ? double.NaN
                    : 100.0 * dataset.Tracks.Count(t => t.Labels.Contains(labels[row]) && t.Labels.Contains(labels[column]))
                        / dataset.LabelCounts[row].Value;
        var highest = percent.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var heatmap = new HeatmapTrace("%", percent)
        {
            Range = (0, Math.Max(highest, 1)),
            Labels = labels.Length > MostWrittenCells ? null : Written(percent, value => value > 0 ? Text($"{value:0}") : ""),
        };
        var several = dataset.Tracks.Count(t => t.Labels.Length > 1);
        var colors = GenreColors.Of(dataset);
        return new(
            several == 0 ? "Genres that go together: none, every song has one" : "Genres that go together",
            GenreAxis(labels, colors, "share that is this as well"),
            new Panel(GenreAxis(labels, colors, "Of these songs") with { Reversed = true }, [heatmap])
            {
                Height = Math.Max(BarsHeight(labels.Length), Math.Clamp(labels.Length * 34, 100, 340)),
            })
        {
            Summary = Text(
                $"Genres that go together: {several:N0} of {dataset.Tracks.Length:N0} songs have more than one of {labels.Length}")
                + Strongest(labels, percent, highest),
        };
    }

    // Beyond that, numbers would not fit their cells.
    private const int MostWrittenCells = 16;

    private static string Strongest(string[] labels, double[,] percent, double highest)
    {
        for (var row = 0; row < labels.Length; row++)
            for (var column = 0; column < labels.Length; column++)
                if (highest > 0 && percent[row, column] == highest)
                    return Text($"; most often {labels[row]} comes with {labels[column]} ({highest:0} % of its songs)");
        return "";
    }

    private static string[,] Written(double[,] values, Func<double, string> write)
    {
        var texts = new string[values.GetLength(0), values.GetLength(1)];
        for (var row = 0; row < values.GetLength(0); row++)
            for (var column = 0; column < values.GetLength(1); column++)
                texts[row, column] = double.IsFinite(values[row, column]) ? write(values[row, column]) : "";
        return texts;
    }
}
