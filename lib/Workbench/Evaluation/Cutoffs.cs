using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// What is found when everything that scores at least a threshold is called positive, at every distinct score from the
/// highest down. Rows of equal score enter together, so no measure depends on the order of the rows.
/// </summary>
internal sealed class Cutoffs
{
    private Cutoffs(double[] thresholds, int[] truePositives, int[] falsePositives)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
    }

    /// <summary>The distinct scores, descending.</summary>
    public double[] Thresholds { get; }

    /// <summary>Positives that score at least the threshold.</summary>
    public int[] TruePositives { get; }

    /// <summary>Negatives that score at least the threshold.</summary>
    public int[] FalsePositives { get; }

    /// <summary>Number of distinct scores.</summary>
    public int Count => Thresholds.Length;

    /// <summary>Number of positives.</summary>
    public int PositiveCount => Count == 0 ? 0 : TruePositives[^1];

    /// <summary>Number of negatives.</summary>
    public int NegativeCount => Count == 0 ? 0 : FalsePositives[^1];

    /// <summary>Counts in O(n log n).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="WorkbenchException">A score is NaN or infinite.</exception>
    public static Cutoffs From(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        if (labels.Length != scores.Length)
            throw new ArgumentException($"{labels.Length} labels and {scores.Length} scores: there must be one score a label.",
                nameof(scores));
        for (var i = 0; i < scores.Length; i++)
            if (!double.IsFinite(scores[i]))
                throw new WorkbenchException($"The score of row {i} is {scores[i]}; scores must be finite. "
                    + "Look for NaN among the features, or lower the learning rate.");

        var ascending = scores.ToArray();
        var sortedLabels = labels.ToArray();
        Array.Sort(ascending, sortedLabels);

        var (thresholds, truePositives, falsePositives) = (new List<double>(), new List<int>(), new List<int>());
        var (positives, negatives) = (0, 0);
        for (var i = ascending.Length - 1; i >= 0; i--)
        {
            if (sortedLabels[i])
                positives++;
            else
                negatives++;
            if (i > 0 && ascending[i - 1] == ascending[i])
                continue;
            thresholds.Add(ascending[i]);
            truePositives.Add(positives);
            falsePositives.Add(negatives);
        }
        return new([.. thresholds], [.. truePositives], [.. falsePositives]);
    }
}
