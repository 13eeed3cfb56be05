using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>A headline score of a run as it is read: with its interval, beside what guessing gets.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The score, and where it would fall with other artists.</param>
/// <param name="Guessing">What knowing nothing but how frequent each label is gets; empty where there is no such thing.</param>
/// <param name="Meaning">What it says.</param>
public sealed record ScoreLine(string Name, string Value, string Guessing, string Meaning)
{
    /// <summary>
    /// The headlines of the run's task, and the measures of one's own, on the part of <see cref="RunSummary.Evaluated"/>.
    /// </summary>
    public static ImmutableArray<ScoreLine> Of(RunSummary summary)
    {
        var (_, scores, intervals, guessing, _) = summary.Evaluated;
        var headlines = Measures.HeadlinesOf(summary.Task);
        var lines = headlines.Concat(scores.Own).Select(measure => new ScoreLine(measure.Name,
            Text(intervals?[measure], scores[measure]), Number(guessing[measure]), measure.InWords)).ToImmutableArray();
        return (summary.TunedF1Macro?.Estimate ?? summary.TunedF1) is { } tuned
            ? lines.Insert(headlines.IndexOf(Measures.F1Micro) + 1,
                new("F1 at own thresholds, macro", Text(summary.TunedF1Macro, tuned), "",
                    "with a threshold a genre, chosen by the validation part"))
            : lines;
    }

    /// <summary>What must be known of the decisions that the scores are of, as a clause.</summary>
    public static string Caution(RunSummary summary) => summary.Task == ClassificationTask.SingleLabel
        ? "the genre of the highest probability is decided for"
        : $"deciding for nothing ever has a Hamming accuracy of {Number(summary.Evaluated.Scores.AllNegativeBaseline)}";

    /// <summary>What stands in the place of an interval that too few artists can give.</summary>
    internal const string TooFew = "[too few]";

    /// <summary>A score with its interval, or that too few artists can say.</summary>
    internal static string Text(Interval? interval, double? score) =>
        interval?.ToString() ?? (score is null ? Number(score) : $"{Number(score)} {TooFew}");

    /// <summary>A score to three decimals.</summary>
    internal static string Number(double? score) => score?.ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";
}
