using System.Globalization;
using Workbench.Experiments;

namespace Workbench.Cli;

/// <summary>A run for people.</summary>
internal static class RunText
{
    /// <summary>What was trained, and how well it does on the test part, or on the validation part while the test part is sealed.</summary>
    public static string Describe(Run run)
    {
        var s = run.Summary;
        var scores = s.Test ?? s.Validation;
        var part = s.Test is null ? $"Validation part: {s.ValidationTracks} songs that the best epoch was chosen by; the test part is sealed" : $"Test part: {s.TestTracks} songs not learned from, opened {s.TestOpenings} time(s)";
        var interval = s.Test is null ? s.ValidationRocAuc : s.TestRocAuc;
        var perLabel = string.Join('\n', scores.PerLabel.Select(l => string.Create(CultureInfo.InvariantCulture, $"  {l.Label,-24} {l.PositiveCount,4} songs   ROC-AUC {Number(l.RocAuc)}   average precision {Number(l.AveragePrecision)}")));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {s.Tracks} songs ({s.Skipped} skipped), {s.Labels} genres, {s.Parameters:N0} parameters, {s.Epochs} epochs (best {s.BestEpoch}), {s.Seconds:0.0} s
            {part}
              ROC-AUC            macro {interval?.ToString() ?? Number(scores.RocAucMacro)}   micro {Number(scores.RocAucMicro)}
              average precision  macro {Number(scores.PrAucMacro)}   micro {Number(scores.PrAucMicro)}   (guessing by prevalence: macro {Number(scores.PrevalenceBaseline)})
              Hamming accuracy   {Number(scores.HammingAccuracy)}   (predicting nothing: {Number(scores.AllNegativeBaseline)})
            {perLabel}
            {string.Concat(s.Notes.Select(n => n + "\n"))}Run {s.Run} in {run.Folder}
            """);
    }

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";
}
