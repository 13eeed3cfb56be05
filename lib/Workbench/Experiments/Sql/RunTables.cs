using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Experiments.Sql;

/// <summary>The runs of a store as tables: <c>runs</c>, and <c>run_genres</c> with a row a run, part and genre.</summary>
internal static class RunTables
{
    public static IEnumerable<SqlTable> Of(RunStore store) =>
    [
        new("runs",
            () => ["run TEXT", "dataset TEXT", "seed INTEGER", "model TEXT", "songs INTEGER", "genres INTEGER", "parameters INTEGER",
                "epochs INTEGER", "best_epoch INTEGER", "seconds REAL",
             "validation_auc REAL", "validation_ap REAL", "validation_f1 REAL", "test_auc REAL", "test_ap REAL", "test_f1 REAL",
                "test_openings INTEGER", "experiment TEXT", "scores TEXT"],
            _ => store.Readable().Select(Row)),
        new("run_genres",
            () => ["run TEXT", "part TEXT", "genre TEXT", "songs INTEGER", "prevalence REAL", "auc REAL", "ap REAL", "f1 REAL"],
            _ => store.Readable().SelectMany(run =>
                Genres(run, "validation", run.Summary.Validation).Concat(Genres(run, "test", run.Summary.Test)))),
    ];

    private static object?[] Row(Run run)
    {
        var (spec, summary, test) = (run.Spec, run.Summary, run.Summary.Test);
        var model = ModelSpec.Presets.FirstOrDefault(preset => preset.Value == spec.Model).Key ?? "own";
        return [summary.Run, summary.Dataset, summary.Seed, model, summary.Tracks, summary.Labels, summary.Parameters, summary.Epochs,
            summary.BestEpoch, summary.Seconds,
            summary.Validation.RocAucMacro, summary.Validation.PrAucMacro, summary.Validation.F1Macro, test?.RocAucMacro, test?.PrAucMacro,
            test?.F1Macro, summary.TestOpenings,
            SpecJson.WriteCanonical(spec), SpecJson.WriteCanonical(summary)];
    }

    private static IEnumerable<object?[]> Genres(Run run, string part, Scores? scores) => scores is null ? [] : scores.PerLabel.Select(
        label => new object?[] { run.Id, part, label.Label, label.PositiveCount, label.Prevalence, label.RocAuc,
            label.AveragePrecision, label.F1 });
}
