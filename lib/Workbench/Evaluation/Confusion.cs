namespace Workbench.Evaluation;

/// <summary>Decisions against the truth, counted.</summary>
/// <param name="TruePositives">Rightly decided for.</param>
/// <param name="FalsePositives">Wrongly decided for.</param>
/// <param name="FalseNegatives">Wrongly decided against.</param>
/// <param name="TrueNegatives">Rightly decided against.</param>
internal readonly record struct Confusion(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    public int Count => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    public int PositiveCount => TruePositives + FalseNegatives;

    public double Accuracy => Share(TruePositives + TrueNegatives, Count);

    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    public double Recall => Share(TruePositives, PositiveCount);

    public double F1 => Share(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    public double Jaccard => Share(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    public static Confusion operator +(Confusion a, Confusion b) =>
        new(a.TruePositives + b.TruePositives, a.FalsePositives + b.FalsePositives, a.FalseNegatives + b.FalseNegatives,
            a.TrueNegatives + b.TrueNegatives);

    public static Confusion Of(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> decisions)
    {
        var (truePositives, falsePositives, falseNegatives) = (0, 0, 0);
        for (var row = 0; row < truth.Length; row++)
            if (decisions[row])
                _ = truth[row] ? truePositives++ : falsePositives++;
            else if (truth[row])
                falseNegatives++;
        return new(truePositives, falsePositives, falseNegatives, truth.Length - truePositives - falsePositives - falseNegatives);
    }

    // 0 / 0 is 0, scikit-learn's zero_division=0.
    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
