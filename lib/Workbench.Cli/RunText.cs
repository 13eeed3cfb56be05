using System.Globalization;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Cli;

/// <summary>A run for people.</summary>
internal static class RunText
{
    /// <summary>What was trained, and how well it does on the test part, or on the validation part while that is sealed.</summary>
    public static string Describe(Run run)
    {
        var s = run.Summary;
        var part = s.IsSealed
            ? $"Validation part: {s.ValidationTracks} songs that the best epoch was chosen by"
            : $"Test part: {s.TestTracks} songs not learned from, opened {s.TestOpeningsInWords}";
        var seal = s.IsSealed ? $"\nTest part: sealed. workbench judge {s.Id} opens it" : "";
        var headlines = string.Join('\n',
            ScoreLine.Of(s).Select(line =>
                $"  {line.Name,-28} {line.Value,-22} {(line.Guessing.Length > 0 ? $"guessing {line.Guessing}" : "")}".TrimEnd()));
        var perLabel = string.Join('\n',
            LabelLine.Of(s).Select(l => string.Create(CultureInfo.InvariantCulture,
                $"  {l.Label,-24} {l.Songs,4} songs   {Scores(s.Task, l)}   guessing {l.Prevalence}")));
        var lack = s.Evaluated.TooFew is { } sentence ? $"{sentence}\n" : "";
        var legend = LabelLine.Legend(s) is { Length: > 0 } meaning ? $"  {meaning}\n" : "";
        var notes = string.Concat(s.Notes.Concat(run.OwnCode).Select(line => line + "\n"));
        var epochs = s.Members.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"{s.Epochs} epochs (best {s.BestEpoch})")
            : s.EpochsInWords;
        var members = string.Concat(MemberLine.Of(s).Select(line => $"  {line.Name,-28} {Members(s, line)}\n"));
        var candidates = run.Choice is null ? "" : $"{new RunReport(run).Candidates()}\n";
        return string.Create(CultureInfo.InvariantCulture, $"""
            {s.Tracks} songs ({s.Skipped} skipped), {s.Task.InWords(s.Labels)}, {s.Parameters:N0} parameters, {epochs}, {s.Seconds:0.0} s
            {part}
            {lack}{headlines}
              {ScoreLine.Caution(s)}
            {perLabel}
            {legend}{members}{candidates}{notes}Run {s.Id} in {run.Folder}{seal}
            """);
    }

    private static string Members(RunSummary summary, MemberLine line) => string.Join("   ", MemberLine.Headings(summary).Zip(line.Cells)
        .Skip(1).Where(cell => cell.Second.Length > 0).Select(cell => $"{cell.First} {cell.Second}"));

    private static string Scores(ClassificationTask task, LabelLine line) =>
        string.Join("   ", Measures.HeadlinesOfLabels(task).Zip(line.Scores, (measure, score) => $"{measure.Name} {score,-20}"));
}
