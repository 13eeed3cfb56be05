using Workbench.Augmentation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>What the scores of runs lose where songs sound otherwise, as a table.</summary>
internal static class LabRobustness
{
    public static Table Of(IReadOnlyList<AudioTransform> shifts, IReadOnlyList<(string Name, LabRun Run)> runs, Work work)
    {
        if (shifts.Count == 0 || runs.Count == 0)
            throw new WorkbenchException($"{shifts.Count} changes of sound and {runs.Count} runs: name at least one of each, for instance "
                + "Lab.Robustness([new Gain(-12, -12)], (\"MLP\", run)).");
        string[] parts = [.. runs.Select(named => named.Run.Run.Summary.Evaluated.Name).Distinct()];
        if (parts is not [var part])
            throw new WorkbenchException($"The runs were evaluated on different parts, {string.Join(" and ", parts)}: judge all of them, "
                + "or none.");
        var rows = runs.SelectMany(named => named.Run.Under(shifts, work).Select((shifted, i) =>
            (Shift: i, Cells: (IReadOnlyList<object?>)[shifted.Shift, named.Name,
                $"{ScoreLine.Number(shifted.Score)} {shifted.Measure.Name}",
                shifted.Change?.Difference.ToString() ?? ScoreLine.TooFew,
                shifted.Change switch { null => "too few artists to say", { IsShown: true } => "yes", _ => "not shown" }])));
        return new(["songs, changed", "model", "score", "change [95 %]", "more than chance"],
            [.. rows.OrderBy(row => row.Shift).Select(row => row.Cells)])
        {
            Caption = $"{part} part; the change is against the same songs as they are",
        };
    }
}
