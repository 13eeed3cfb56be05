using System.Collections.Immutable;
using System.Globalization;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>A headline score of a run as it is read: with its interval, beside what guessing gets.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The score, and where it would fall with other artists.</param>
/// <param name="Guessing">What knowing nothing but how frequent each label is gets; empty where there is no such thing.</param>
/// <param name="Meaning">What it says.</param>
public sealed record ScoreLine(string Name, string Value, string Guessing, string Meaning)
{
    /// <summary>The scores of the test part, or of the validation part while the test part is sealed.</summary>
    public static ImmutableArray<ScoreLine> Of(RunSummary summary)
    {
        var (scores, intervals, guessing) = summary.Test is { } test
            ? (test, summary.TestIntervals, summary.TestGuessing!)
            : (summary.Validation, summary.ValidationIntervals, summary.ValidationGuessing);
        ScoreLine Line(string name, Func<Scores, double?> score, Func<ScoreIntervals, Interval?> interval, string meaning) =>
            new(name, (intervals is null ? null : interval(intervals))?.ToString() ?? Number(score(scores)),
                Number(score(guessing)), meaning);
        ImmutableArray<ScoreLine> lines =
        [
            Line("ROC-AUC, macro", s => s.RocAucMacro, i => i.RocAucMacro,
                "a random song of a genre is ranked above a random other one this often, mean over genres"),
            Line("ROC-AUC, micro", s => s.RocAucMicro, i => i.RocAucMicro, "the same over all pairs of song and genre"),
            Line("average precision, macro", s => s.PrAucMacro, i => i.PrAucMacro,
                "rewards finding the few songs of a rare genre: area under the precision-recall curve by steps"),
            Line("average precision, micro", s => s.PrAucMicro, i => i.PrAucMicro, "the same over all pairs of song and genre"),
            Line("ranking average precision", s => s.Ranking.AveragePrecision, i => i.RankingAveragePrecision,
                "how far a song's own genres stand above the others (LRAP)"),
            Line("F1 at 0.5, macro", s => s.F1Macro, i => i.F1Macro, "precision and recall of the plain yes and no"),
            Line("F1 at 0.5, micro", s => s.F1Micro, i => i.F1Micro, "the same over all pairs of song and genre"),
            Line("subset accuracy", s => s.SubsetAccuracy, i => i.SubsetAccuracy, "share of songs with every yes and no right"),
            Line("Hamming accuracy", s => s.HammingAccuracy, i => i.HammingAccuracy,
                "share of right yes and no; flatters where genres are many"),
            Line("Brier score", s => s.Brier, i => i.Brier, "squared distance of probability and truth; lower is better"),
            Line("calibration error", s => s.CalibrationError, i => i.CalibrationError,
                "distance of probability and share that is true, bin by bin (ECE); lower is better"),
        ];
        return summary.TunedF1Macro is { } tuned
            ? lines.Insert(7,
                new("F1 at own thresholds, macro", tuned.ToString(), "", "with a threshold a genre, chosen by the validation part"))
            : lines;
    }

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";
}
