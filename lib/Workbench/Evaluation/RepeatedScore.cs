using System.Collections.Immutable;
using System.Globalization;

namespace Workbench.Evaluation;

/// <summary>One score of an experiment that was repeated with other seeds or folds: how good it is, and how much of that is luck.</summary>
/// <param name="Points">One a repetition, at least one.</param>
public sealed record RepeatedScore(ImmutableArray<double> Points)
{
    /// <summary>Their mean.</summary>
    public double Mean => Points.Average();

    /// <summary>Their standard deviation (of a sample, n - 1); null below two.</summary>
    public double? Deviation => Points.Length < 2 ? null
        : Math.Sqrt(Points.Sum(point => (point - Mean) * (point - Mean)) / (Points.Length - 1));

    /// <summary><c>0.812 ± 0.021 of 0.790, 0.812, 0.834</c>; of a single one that score.</summary>
    public override string ToString() => Deviation is { } deviation
        ? string.Create(CultureInfo.InvariantCulture, $"{Mean:0.000} ± {deviation:0.000} of ")
            + string.Join(", ", Points.Select(point => point.ToString("0.000", CultureInfo.InvariantCulture)))
        : Mean.ToString("0.000", CultureInfo.InvariantCulture);
}
