using System.Globalization;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>
/// The runs of a store as tables: <c>runs</c>, with what people say of them (<c>;</c> between tags) and a column a part and headline
/// score, for instance <c>test_auc</c>, also of the measures of one's own that any run has, and <c>run_genres</c> with a row a run, part
/// and genre, and a column a score. <see cref="MeasureDeclaration.Column"/> names them; own measures of one key all have a number behind.
/// </summary>
internal static class RunTables
{
    public static IEnumerable<SqlTable> Of(RunStore store)
    {
        Run[] runs = [];
        Measure[] own = [];
        yield return new("runs",
            work =>
            {
                runs = [.. work.Each(store.Readable())];
                own = [.. runs.SelectMany(run => run.Summary.Validation.Own).Distinct()];
                return Columns(own);
            },
            _ => runs.Select(run => Row(run, own)));
        yield return new("run_genres",
            _ => ["run TEXT", "part TEXT", "genre TEXT", "songs INTEGER", "prevalence REAL",
                .. Measures.OfLabels.Select(measure => $"{measure.Column} REAL")],
            _ => store.Readable().SelectMany(run =>
                Genres(run, "validation", run.Summary.Validation).Concat(Genres(run, "test", run.Summary.Test))));
    }

    private static string[] Columns(Measure[] own)
    {
        var names = own.Select((measure, i) => own.Count(other => other.Column == measure.Column) == 1 ? measure.Column
            : FormattableString.Invariant($"{measure.Column}_{own.Take(i + 1).Count(other => other.Column == measure.Column)}"));
        string[] scores = [.. Measures.Headlines.Select(measure => measure.Column), .. names];
        return ["run TEXT", "name TEXT", "note TEXT", "tags TEXT", "started TEXT", "dataset TEXT", "seed INTEGER", "model TEXT",
            "songs INTEGER", "genres INTEGER", "parameters INTEGER", "epochs INTEGER", "best_epoch INTEGER", "seconds REAL",
            .. scores.Select(score => $"validation_{score} REAL"), .. scores.Select(score => $"test_{score} REAL"),
            "test_openings INTEGER", "experiment TEXT", "scores TEXT"];
    }

    private static object?[] Row(Run run, Measure[] own)
    {
        var (spec, summary, about) = (run.Spec, run.Summary, run.About);
        return [run.Id, about.Name, about.Note, string.Join(';', about.Tags), run.StartedUtc.ToString("u", CultureInfo.InvariantCulture),
            summary.Dataset, summary.Seed, SpecParameters.ModelOf(spec), summary.Tracks, summary.Labels, summary.Parameters,
            summary.Epochs, summary.BestEpoch, summary.Seconds,
            .. Measures.Headlines.Concat(own).Select(measure => summary.Validation[measure]),
            .. Measures.Headlines.Concat(own).Select(measure => summary.Test?[measure]),
            summary.TestOpenings, SpecJson.WriteCanonical(spec), SpecJson.WriteCanonical(summary)];
    }

    private static IEnumerable<object?[]> Genres(Run run, string part, Scores? scores) => scores is null ? [] : scores.PerLabel.Select(
        label => (object?[])[run.Id, part, label.Label, label.PositiveCount, label.Prevalence,
            .. Measures.OfLabels.Select(measure => label[measure])]);
}
