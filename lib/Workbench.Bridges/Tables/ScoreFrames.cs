using Microsoft.Data.Analysis;
using Workbench.Evaluation;

namespace Workbench.Bridges;

/// <summary>Scores as data frames.</summary>
public static class ScoreFrames
{
    /// <summary>
    /// A row a measure: the texts <c>measure</c> (its key), <c>name</c>, <c>better</c> (<c>higher</c> or <c>lower</c>) and <c>meaning</c>,
    /// and the double <c>value</c>, null where it is undefined.
    /// <code>run.Validation.ToDataFrame()</code>
    /// </summary>
    /// <param name="scores">How good predictions are.</param>
    public static DataFrame ToDataFrame(this Scores scores)
    {
        Measure[] measures = [.. Measures.All, .. scores.Own];
        return new(
            FrameColumns.Texts("measure", measures.Select(measure => measure.Key)),
            FrameColumns.Texts("name", measures.Select(measure => measure.Name)),
            FrameColumns.Doubles("value", measures.Select(measure => scores[measure])),
            FrameColumns.Texts("better", measures.Select(measure => measure.BetterWhen.ToString().ToLowerInvariant())),
            FrameColumns.Texts("meaning", measures.Select(measure => measure.Meaning)));
    }

    /// <summary>
    /// A row a genre: the text <c>genre</c>, the int <c>songs</c> that have it, the double <c>prevalence</c>, and a double each of
    /// <see cref="Measures.OfLabels"/> as SQL names them (<c>auc</c>, <c>ap</c>, ...), null where it is undefined.
    /// <code>run.Validation.PerLabel.ToDataFrame()</code>
    /// </summary>
    /// <param name="labels">The scores of each genre.</param>
    public static DataFrame ToDataFrame(this IEnumerable<LabelScores> labels)
    {
        LabelScores[] all = [.. labels];
        return new(
        [
            FrameColumns.Texts("genre", all.Select(label => label.Label)),
            FrameColumns.Counts("songs", all.Select(label => (int?)label.PositiveCount)),
            FrameColumns.Doubles("prevalence", all.Select(label => (double?)label.Prevalence)),
            .. Measures.OfLabels.Select(measure => FrameColumns.Doubles(measure.Column, all.Select(label => label[measure]))),
        ]);
    }
}
