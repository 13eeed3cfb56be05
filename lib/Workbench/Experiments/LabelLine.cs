using System.Collections.Immutable;
using System.Globalization;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>How a run recognises a genre, as it is read.</summary>
/// <param name="Label">The genre.</param>
/// <param name="Songs">Songs that have it.</param>
/// <param name="RocAuc">The area under the ROC curve, and where it would fall with other artists; guessing gets 0.5.</param>
/// <param name="AveragePrecision">The average precision, likewise.</param>
/// <param name="Prevalence">Share of the songs that have it: the average precision of guessing.</param>
public sealed record LabelLine(string Label, int Songs, string RocAuc, string AveragePrecision, string Prevalence)
{
    /// <summary>The genres on the test part, or on the validation part while the test part is sealed.</summary>
    public static ImmutableArray<LabelLine> Of(RunSummary summary) => summary.Test is { } test
        ? Of(test, summary.TestIntervals) : Of(summary.Validation, summary.ValidationIntervals);

    /// <summary>The genres.</summary>
    /// <param name="scores">How a part was answered.</param>
    /// <param name="intervals">How far that would move with other artists, where known.</param>
    public static ImmutableArray<LabelLine> Of(Scores scores, ScoreIntervals? intervals) =>
        [.. scores.PerLabel.Select((label, i) => new LabelLine(label.Label, label.PositiveCount,
            intervals?.PerLabel[i].RocAuc?.ToString() ?? Number(label.RocAuc),
            intervals?.PerLabel[i].AveragePrecision?.ToString() ?? Number(label.AveragePrecision), Number(label.Prevalence)))];

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";
}
