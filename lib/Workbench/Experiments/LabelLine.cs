using System.Collections.Immutable;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>How a run recognises a genre, as it is read.</summary>
/// <param name="Label">The genre.</param>
/// <param name="Songs">Songs that have it.</param>
/// <param name="Scores">
/// The <see cref="Measures.HeadlinesOfLabels"/> of the task in their order, each with where it would fall with other artists.
/// </param>
/// <param name="Prevalence">
/// Share of the songs that have it: the average precision, and the precision, of guessing, whose ROC-AUC is 0.5.
/// </param>
public sealed record LabelLine(string Label, int Songs, ImmutableArray<string> Scores, string Prevalence)
{
    /// <summary>What a line says whose score has no interval; empty where all have one.</summary>
    public static string Legend(RunSummary summary) => summary.Evaluated.Intervals is null
        || Of(summary).All(line => line.Scores.All(score => !score.EndsWith(ScoreLine.TooFew, StringComparison.Ordinal)))
            ? ""
            : FormattableString.Invariant($"{ScoreLine.TooFew}: an interval takes {EnoughArtists.OfLabel} artists with the genre and ")
                + "as many without, and some wrong answers.";

    /// <summary>The genres on the part of <see cref="RunSummary.Evaluated"/>.</summary>
    public static ImmutableArray<LabelLine> Of(RunSummary summary)
    {
        var (_, scores, intervals, _, _) = summary.Evaluated;
        var measures = Measures.HeadlinesOfLabels(summary.Task);
        return [.. scores.PerLabel.Select((label, i) => new LabelLine(label.Label, label.PositiveCount,
            [.. measures.Select(measure => ScoreLine.Text(intervals?.PerLabel[i][measure], label[measure]))],
            ScoreLine.Number(label.Prevalence)))];
    }
}
