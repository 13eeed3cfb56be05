using Workbench.Charts;
using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>A ranking of features as a notebook looks at it.</summary>
public sealed class LabRanking
{
    internal LabRanking(FeatureRanking ranking) => Ranking = ranking;

    /// <summary>The ranking itself.</summary>
    public FeatureRanking Ranking { get; }

    /// <summary>The best columns.</summary>
    /// <param name="count">How many, at least 1.</param>
    public Figure Columns(int count = 15) => Chart.FeatureRanking(Ranking, count);

    /// <summary>The best column of each family for each genre.</summary>
    public Figure Families() => Chart.FeatureFamilies(Ranking);

    /// <summary>The best column of each family, with the genre that it tells best.</summary>
    public Table Table() => new(
        ["family", "columns", "best column", "separation", "tells best", "which has", "ROC-AUC"],
        [.. Ranking.BestOfFamilies.Select(best =>
        {
            var label = Ranking.LabelToldBestBy(best);
            IReadOnlyList<object?> row =
            [
                best.Family, Ranking.Features.Count(f => f.Family == best.Family), best.Column, best.Separation,
                Ranking.Labels[label], best.RocAucs[label] > 0.5 ? "more of it" : "less of it", best.RocAucs[label],
            ];
            return row;
        })]);
}
