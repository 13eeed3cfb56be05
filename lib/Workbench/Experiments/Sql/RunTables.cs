using System.Globalization;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>
/// The runs of a store as tables: <c>runs</c>, with what people say of them (<c>;</c> between tags) and a column a part and headline
/// score, for instance <c>test_auc</c>, and <c>run_genres</c> with a row a run, part and genre, and a column a score.
/// <see cref="MeasureDeclaration.Column"/> names them.
/// </summary>
internal static class RunTables
{
    public static IEnumerable<SqlTable> Of(RunStore store) =>
    [
        new("runs",
            () => ["run TEXT", "name TEXT", "note TEXT", "tags TEXT", "started TEXT", "dataset TEXT", "seed INTEGER", "model TEXT",
                "songs INTEGER", "genres INTEGER", "parameters INTEGER", "epochs INTEGER", "best_epoch INTEGER", "seconds REAL",
                .. Measures.Headlines.Select(measure => $"validation_{measure.Column} REAL"),
                .. Measures.Headlines.Select(measure => $"test_{measure.Column} REAL"),
                "test_openings INTEGER", "experiment TEXT", "scores TEXT"],
            _ => store.Readable().Select(Row)),
        new("run_genres",
            () => ["run TEXT", "part TEXT", "genre TEXT", "songs INTEGER", "prevalence REAL",
                .. Measures.OfLabels.Select(measure => $"{measure.Column} REAL")],
            _ => store.Readable().SelectMany(run =>
                Genres(run, "validation", run.Summary.Validation).Concat(Genres(run, "test", run.Summary.Test)))),
    ];

    private static object?[] Row(Run run)
    {
        var (spec, summary, about) = (run.Spec, run.Summary, run.About);
        return [run.Id, about.Name, about.Note, string.Join(';', about.Tags), run.StartedUtc.ToString("u", CultureInfo.InvariantCulture),
            summary.Dataset, summary.Seed, SpecParameters.ModelOf(spec), summary.Tracks, summary.Labels, summary.Parameters,
            summary.Epochs, summary.BestEpoch, summary.Seconds,
            .. Measures.Headlines.Select(measure => summary.Validation[measure]),
            .. Measures.Headlines.Select(measure => summary.Test?[measure]),
            summary.TestOpenings, SpecJson.WriteCanonical(spec), SpecJson.WriteCanonical(summary)];
    }

    private static IEnumerable<object?[]> Genres(Run run, string part, Scores? scores) => scores is null ? [] : scores.PerLabel.Select(
        label => (object?[])[run.Id, part, label.Label, label.PositiveCount, label.Prevalence,
            .. Measures.OfLabels.Select(measure => label[measure])]);
}
