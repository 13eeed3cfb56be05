using System.Collections.Immutable;
using System.Globalization;
using Workbench.Figures.Display;

namespace Workbench.Evaluation;

/// <summary>How well one column of features tells each label from the rest.</summary>
/// <param name="Column">Its name, for instance <c>mfcc_mean_01</c>.</param>
/// <param name="Family">The feature that it comes from, for instance <c>mfcc</c>.</param>
/// <param name="RocAucs">
/// One <see cref="RocAuc"/> a label, the column itself taken as the score: above 0.5 where songs of the label have more of it, below
/// where they have less; null where it is undefined.
/// </param>
[TypeFormatterSource(typeof(LineFormatterSource), PreferredMimeTypes = [MimeType.PlainText])]
public sealed record RankedFeature(string Column, string Family, ImmutableArray<double?> RocAucs)
{
    /// <summary>
    /// The mean of <see cref="SeparationOf"/> over the labels that have one: 0 says nothing, 1 tells every label from the rest.
    /// </summary>
    public double Separation { get; } = RocAucs.Average(Separate) ?? 0;

    /// <summary>
    /// By how much the column ranks songs of a label more often on one side of other songs than on the other side: |2 AUC - 1|, the
    /// rank-biserial correlation without its sign, 0 to 1; null where the AUC is undefined.
    /// </summary>
    /// <param name="label">Place of the label.</param>
    public double? SeparationOf(int label) => Separate(RocAucs[label]);

    /// <summary>The column, and how well it tells labels apart.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Column}: separation {Separation:0.000} of at most 1");

    private static double? Separate(double? rocAuc) => rocAuc is { } area ? Math.Abs(2 * area - 1) : null;
}
