using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>The right and wrong decisions for a label where row i counts as often as its weight says.</summary>
/// <param name="truth">Whether each row has the label.</param>
/// <param name="decisions">Whether it was decided for.</param>
internal sealed class WeightedCounts(bool[] truth, bool[] decisions)
{
    private readonly int[] found = Rows(truth, decisions, (isTrue, isDecided) => isTrue && isDecided);
    private readonly int[] invented = Rows(truth, decisions, (isTrue, isDecided) => !isTrue && isDecided);
    private readonly int[] missed = Rows(truth, decisions, (isTrue, isDecided) => isTrue && !isDecided);

    private readonly int[] spared = Rows(truth, decisions, (isTrue, isDecided) => !isTrue && !isDecided);

    /// <summary>One for each label.</summary>
    public static WeightedCounts[] PerLabel(LabelMatrix truth, LabelMatrix decisions) =>
        [.. Enumerable.Range(0, truth.LabelCount).Select(label => new WeightedCounts(truth.Column(label), decisions.Column(label)))];

    /// <summary>The counts.</summary>
    /// <param name="weights">At least 0.</param>
    public Confusion Of(ReadOnlySpan<int> weights) =>
        new(Sum(found, weights), Sum(invented, weights), Sum(missed, weights), Sum(spared, weights));

    /// <summary>
    /// F1; null for a label that a draw leaves without positives, though it has some: that is the draw's doing, not the model's.
    /// </summary>
    /// <param name="counts">What <see cref="Of"/> counted.</param>
    public double? F1(Confusion counts) => counts.PositiveCount == 0 && found.Length + missed.Length > 0 ? null : counts.F1;

    /// <summary>Recall; null as <see cref="F1"/>.</summary>
    /// <param name="counts">What <see cref="Of"/> counted.</param>
    public double? Recall(Confusion counts) => F1(counts) is null ? null : counts.Recall;

    /// <summary>Precision; null for a label that a draw leaves without decisions, though there are some.</summary>
    /// <param name="counts">What <see cref="Of"/> counted.</param>
    public double? Precision(Confusion counts) =>
        counts.TruePositives + counts.FalsePositives == 0 && found.Length + invented.Length > 0 ? null : counts.Precision;

    private static int Sum(int[] rows, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var row in rows)
            sum += weights[row];
        return sum;
    }

    private static int[] Rows(bool[] truth, bool[] decisions, Func<bool, bool, bool> isOne) =>
        [.. Enumerable.Range(0, truth.Length).Where(row => isOne(truth[row], decisions[row]))];
}
