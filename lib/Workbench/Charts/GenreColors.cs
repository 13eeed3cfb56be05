using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Figures;

namespace Workbench.Charts;

/// <summary>
/// Which colour a genre has: the same in every figure of a dataset, whichever genres a figure shows. In the order of the dataset, the most
/// frequent first, genres have six colours as lines drawn through and as dots, then dashed and as squares, then dotted and as triangles.
/// The nineteenth looks like the first, unless both are shown together: then it has the first look that is free.
/// </summary>
public sealed class GenreColors
{
    private readonly Dictionary<string, int> styles;

    /// <summary>Gives genres their colours.</summary>
    /// <param name="genres">All genres of a dataset, the most frequent first; what stands twice counts once.</param>
    public GenreColors(IEnumerable<string> genres) =>
        styles = genres.Distinct().Index().ToDictionary(genre => genre.Item, genre => genre.Index % TraceStyle.Count);

    private GenreColors(Dictionary<string, int> styles) => this.styles = styles;

    /// <summary>The most genres that can be told apart in one figure.</summary>
    public static int Count => TraceStyle.Count;

    /// <summary>The number of a genre's style; genres that the dataset does not have look like its first.</summary>
    public int this[string genre] => styles.GetValueOrDefault(genre);

    /// <summary>The colours of a dataset's genres.</summary>
    public static GenreColors Of(Dataset dataset) => new(dataset.LabelCounts.Select(count => count.Key));

    /// <summary>The colours of the genres that a run has learned: as in its dataset, which runs of older versions do not know.</summary>
    public static GenreColors Of(Run run) =>
        Of(run.Summary.DatasetGenres, [.. run.Summary.Validation.PerLabel.Select(label => label.Label)]);

    /// <summary>The colours of the genres that an exported model knows: those of the run that it comes from.</summary>
    public static GenreColors Of(ExportedModel model) => Of(model.Training.DatasetGenres, model.Classes);

    private static GenreColors Of(ImmutableArray<string> dataset, ImmutableArray<string> learned) =>
        new GenreColors([.. dataset, .. learned]).Among(learned);

    /// <summary>The same colours, but that genres shown together look different, as long as there are looks.</summary>
    internal GenreColors Among(IReadOnlyCollection<string> shown)
    {
        var (changed, free) = (new Dictionary<string, int>(styles), Enumerable.Range(0, TraceStyle.Count).ToHashSet());
        foreach (var genre in styles.Keys.Where(shown.Contains))
            if (!free.Remove(styles[genre]) && free.Count > 0)
            {
                changed[genre] = free.Min();
                free.Remove(changed[genre]);
            }
        return new(changed);
    }
}
