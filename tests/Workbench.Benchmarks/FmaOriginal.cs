using System.Globalization;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Benchmarks;

/// <summary>
/// Prints what the <see cref="OriginalExperiment"/> reaches on real songs: the area under the ROC curve and both accuracies, beside
/// deciding for nothing ever.
/// </summary>
internal static class FmaOriginal
{
    /// <summary>Trains every arm on every table with several labels.</summary>
    /// <param name="folder">Holds <c>echonest_13129.csv</c> and <c>small_8000_pca.csv.gz</c>.</param>
    public static void Run(string folder)
    {
        var tables = new FmaTables(folder);
        foreach (var table in new[] { tables.EchoNest(), tables.Small8000(FmaLabels.All) })
        {
            var answers =
                OriginalExperiment.Arms.Select(arm => (arm.Name, Answer: OriginalExperiment.Answer(table, arm.Training))).ToArray();
            var (truth, first) = (answers[0].Answer.Truth, answers[0].Answer);
            var nothing = Scores.From(first, new Datasets.LabelMatrix(truth.RowCount, truth.LabelCount));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\n{table.Name}: {table.Columns.Length} columns, {truth.LabelCount} labels, {truth.RowCount} songs of the test part, "
                + $"95 % intervals over songs"));
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{"",-18} {"ROC-AUC, macro",-22} {"Hamming accuracy",-22} {"subset accuracy",-22} F1 at 0.5, macro"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{"nothing ever",-18} {0.5,-22:F3} {nothing.HammingAccuracy,-22:F3} "
                + $"{nothing.SubsetAccuracy,-22:F3} {nothing.F1Macro:F3}"));
            foreach (var (name, answer) in answers)
            {
                var intervals = new Bootstrap().Intervals(answer, work: Work.OnAllProcessors);
                Console.WriteLine($"{name,-18} {intervals.RocAucMacro,-22} {intervals.HammingAccuracy,-22} "
                    + $"{intervals.SubsetAccuracy,-22} {intervals.F1Macro}");
            }
            foreach (var (name, answer) in answers.Skip(1))
            {
                var difference = new Bootstrap().Difference(Measures.RocAucMacro, answer, first, Work.OnAllProcessors);
                Console.WriteLine($"ROC-AUC: {difference.Verdict(name, answers[0].Name)}");
            }
        }
    }
}
