using System.Collections.Immutable;
using Workbench.Charts;
using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>A ranking of features as a notebook looks at it.</summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class LabRanking : ICard
{
    private readonly FeatureRanking ranking;
    private readonly GenreColors colors;

    internal LabRanking(FeatureRanking ranking, GenreColors colors) => (this.ranking, this.colors) = (ranking, colors);

    /// <summary>The genres, in ordinal order.</summary>
    public ImmutableArray<string> Labels => ranking.Labels;

    /// <summary>The columns, best first.</summary>
    public ImmutableArray<RankedFeature> Features => ranking.Features;

    /// <summary>The column that tells genres apart best.</summary>
    public RankedFeature Best => ranking.Features[0];

    /// <summary>The column that helps most where another one fails.</summary>
    /// <param name="other">For instance <see cref="Best"/>.</param>
    public RankedFeature BestBeside(RankedFeature other) => ranking.BestBeside(other);

    /// <summary>The best columns.</summary>
    /// <param name="count">How many, at least 1.</param>
    public Figure Columns(int count = 15) => Chart.FeatureRanking(ranking, count);

    /// <summary>The best column of each family for each genre.</summary>
    public Figure Families() => Chart.FeatureFamilies(ranking, colors);

    /// <summary>The best column of each family, with the genre that it tells best.</summary>
    public Table Table() => new(
        ["family", "columns", "best column", "separation", "tells best", "which has", "ROC-AUC"],
        [.. ranking.BestOfFamilies.Select(best =>
        {
            var label = ranking.LabelToldBestBy(best);
            IReadOnlyList<object?> row =
            [
                best.Family, ranking.Features.Count(f => f.Family == best.Family), best.Column, best.Separation,
                ranking.Labels[label], best.RocAucs[label] > 0.5 ? "more of it" : "less of it", best.RocAucs[label],
            ];
            return row;
        })]);

    DisplayTable ICard.Card => Table().Shown;
}
