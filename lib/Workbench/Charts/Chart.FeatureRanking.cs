using System.Globalization;
using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>The columns that tell genres apart best, each with the genre that it tells best.</summary>
    /// <param name="ranking">The columns, ranked.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <exception cref="WorkbenchException"><paramref name="count"/> is below 1.</exception>
    public static Figure FeatureRanking(FeatureRanking ranking, int count = 15)
    {
        if (count < 1)
            throw new WorkbenchException($"Count {count} must be >= 1; 15 is usual.");
        var best = ranking.Features[..Math.Min(count, ranking.Features.Length)];
        var bars = new BarTrace("Separation", [.. best.Select(f => f.Separation)])
        {
            Orientation = Orientation.Horizontal,
            Labels = [.. best.Select(f =>
                string.Create(CultureInfo.InvariantCulture,
                    $"{f.Separation:0.00} · {ranking.Labels[ranking.LabelToldBestBy(f)]} "
                    + $"{f.SeparationOf(ranking.LabelToldBestBy(f)):0.00}"))],
        };
        var columns = Axis.OfCategories([.. best.Select(f => f.Column)]) with { Reversed = true };
        return new($"Columns that tell genres apart{Doubt(ranking)}", new("Separation (mean over genres · best genre)"),
            new Panel(columns, [bars]) { Height = BarsHeight(best.Length) })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"Features ranked by how well they tell {ranking.Labels.Length} genres apart: "
                + $"{string.Join(", ", best.Take(3).Select(f => Text($"{f.Column} {f.Separation:0.00}")))} "
                + $"are the best of {ranking.Features.Length}"),
        };
    }

    private static string Doubt(FeatureRanking ranking) => ranking.TooFew switch
    {
        [] => "",
        [.. { Length: <= 3 } few] => $" (too few artists to say: {string.Join(", ", few)})",
        var many => Text($" (too few artists to say: {many.Length} of {ranking.Labels.Length} genres)"),
    };

    /// <summary>
    /// How well the best column of each family of features tells each genre from the rest, 0 to 1; the best family first.
    /// </summary>
    /// <param name="ranking">The columns, ranked.</param>
    /// <param name="colors">The colours of the genres, by which their names are marked; null for no marks.</param>
    public static Figure FeatureFamilies(FeatureRanking ranking, GenreColors? colors = null)
    {
        var families = ranking.BestOfFamilies;
        var separations = new double[families.Length, ranking.Labels.Length];
        for (var row = 0; row < families.Length; row++)
            for (var label = 0; label < ranking.Labels.Length; label++)
                separations[row, label] = ranking.Features.Where(f => f.Family == families[row].Family).Max(f => f.SeparationOf(label))
                    ?? double.NaN;
        var heatmap = new HeatmapTrace("Separation", separations)
        {
            Range = (0, 1),
            Labels = ranking.Labels.Length > MostWrittenCells ? null : Written(separations, value => Text($"{value:.00}")),
        };
        var names = Axis.OfCategories([.. families.Select(f => f.Family)]) with { Reversed = true };
        return new($"The best column of each family, by genre{Doubt(ranking)}", GenreAxis(ranking.Labels, colors),
            new Panel(names, [heatmap]) { Height = BarsHeight(families.Length) })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"Families of features by their best column: "
                + $"{string.Join(", ", families.Select(f => Text($"{f.Family} {f.Separation:0.00}")))}"),
        };
    }
}
