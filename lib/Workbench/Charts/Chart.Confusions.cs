using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Figures;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// Of the songs that are one genre (row) and not another (column), the share that was taken for the other, in per cent; on the diagonal
    /// the share that was recognised. Where each song has one genre this is the plain confusion matrix: rows add to 100.
    /// </summary>
    /// <param name="confusions">Counted by <see cref="GenreConfusions"/>.</param>
    /// <param name="colors">The colours of the genres, by which their names are marked; null for no marks.</param>
    public static Figure Confusions(GenreConfusions confusions, GenreColors? colors = null)
    {
        var count = confusions.Labels.Length;
        var percent = new double[count, count];
        for (var row = 0; row < count; row++)
            for (var column = 0; column < count; column++)
                percent[row, column] = 100 * confusions.Shares[row, column];
        var heatmap = new HeatmapTrace("%", percent)
        {
            Range = (0, 100),
            Labels = count > MostWrittenCells ? null : Written(percent, value => Text($"{value:0}")),
        };
        var (top, isPlain) = (confusions.Top(1), confusions.Task == ClassificationTask.SingleLabel);
        return new(
            isPlain ? "Confusion matrix" : "Which genres are taken for which",
            GenreAxis(confusions.Labels, colors, isPlain ? "were decided to be" : "were taken for"),
            new Panel(GenreAxis(confusions.Labels, colors, "Songs that are") with { Reversed = true }, [heatmap])
            {
                Height = Math.Max(BarsHeight(count), Math.Clamp(count * 34, 100, 340)),
            })
        {
            Summary = $"Genres taken for others among {count}: "
                + (top.IsEmpty ? "none" : Text($"most often {top[0].Label} for {top[0].DecidedFor} ({100 * top[0].Share:0} %)")),
        };
    }
}
