using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Which columns of features tell genres apart, each column by itself, best first.
/// </summary>
/// <remarks>
/// The measure is <see cref="RankedFeature.Separation"/>: the ROC AUC of a column as a score for a label, in whichever direction,
/// brought to 0 to 1 and averaged over the labels. An analysis of variance would need one genre a song; here each label is a
/// yes-or-no question of its own, so that songs may have several. Only ranks count: neither scale nor skewness nor a few wild values
/// matter, and a rare label weighs as much as a frequent one. It does not see columns that help only together, nor labels in the
/// middle of a column's range. Chance flatters it where a label has few songs, and the best of many columns more than the rest.
/// </remarks>
/// <param name="Labels">The labels, in ordinal order.</param>
/// <param name="Features">The columns, best first; equals in the order of the columns.</param>
public sealed record FeatureRanking(ImmutableArray<string> Labels, ImmutableArray<RankedFeature> Features)
{
    /// <summary>Labels of so few artists, or lacked by so few, that chance alone may have told them apart.</summary>
    public ImmutableArray<string> TooFew { get; init; } = [];

    /// <summary>The best column of each family, best family first.</summary>
    public ImmutableArray<RankedFeature> BestOfFamilies => [.. Features.DistinctBy(f => f.Family)];

    /// <summary>The label that a column tells best, as its place in <see cref="Labels"/>; the first of equals.</summary>
    public int LabelToldBestBy(RankedFeature feature) =>
        Enumerable.Range(0, Labels.Length).MaxBy(label => feature.SeparationOf(label) ?? 0);

    /// <summary>
    /// The column that adds most to another one: that with the highest mean over the labels of the better one's separation.
    /// </summary>
    public RankedFeature BestBeside(RankedFeature other) =>
        Features.MaxBy(f =>
            Enumerable.Range(0, Labels.Length).Average(label => Math.Max(f.SeparationOf(label) ?? 0, other.SeparationOf(label) ?? 0)))!;

    /// <summary>
    /// Ranks the columns of a training part: which features to use is a choice, and choices are not made by the test part.
    /// </summary>
    /// <param name="part">Songs with features and labels.</param>
    /// <param name="spec">What the features are.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="ArgumentException">The features are not of this spec.</exception>
    /// <exception cref="WorkbenchException">Fewer than two labels, or every song has all of them.</exception>
    public static FeatureRanking Of(TrainingPart part, FeatureSpec spec, Work? work = null)
    {
        work ??= Work.Default;
        var names = part.Features.ColumnNames;
        if (spec.Table is null && !names.AsSpan().SequenceEqual(spec.ColumnNames.AsSpan()))
            throw new ArgumentException($"The {part.Features.ColumnCount} columns are not the {spec.ColumnNames.Length} of the spec.",
                nameof(spec));
        var vocabulary = LabelVocabulary.Fit(part);
        var truth = vocabulary.Encode(part.Tracks);
        bool[][] labels = [.. Enumerable.Range(0, vocabulary.Count).Select(truth.Column)];
        if (labels.All(rows => !rows.Contains(false)))
            throw new WorkbenchException($"Every one of the {part.Tracks.Length} training songs has all labels "
                + $"({string.Join(", ", vocabulary.Names)}); there is nothing to tell apart. Add songs of another genre.");
        string[] families = spec.Table is not null
            ? [.. names]
            : [.. spec.Features.SelectMany(feature => Enumerable.Repeat(feature.Name, spec.ColumnCountOf(feature)))];
        var ranked = new RankedFeature[families.Length];
        Parallel.For(0, ranked.Length, work.LoopOptions, column =>
        {
            double[] values = [.. Enumerable.Range(0, part.Features.RowCount).Select(row => (double)part.Features[row, column])];
            ranked[column] = new(names[column], families[column], [.. labels.Select(rows => RocAuc.Of(rows, values))]);
        });
        string[] groups = [.. part.Tracks.Select(track => track.Group)];
        return new(vocabulary.Names, [.. ranked.OrderByDescending(f => f.Separation)])
        {
            TooFew = [.. vocabulary.Names.Where((_, label) => !EnoughArtists.On(labels[label], groups))],
        };
    }
}
