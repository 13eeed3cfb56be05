using System.Collections.Immutable;
using System.Globalization;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Reports;

/// <summary>
/// Runs as a table, oldest first: a row an experiment, whose seeds and folds are one row with mean and standard deviation, or a row a run.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="runs">The runs, oldest first.</param>
[TypeFormatterSource(typeof(DisplayFormatterSource<RunList>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class RunList(RunStore store, IEnumerable<RunEntry> runs) : IDisplayable<RunList>
{
    /// <summary>Characters of an id that say when the run was written, to the millisecond.</summary>
    private const int LengthOfTime = 19;

    /// <summary>Name, model, score, seeds and date.</summary>
    private const int KeyColumns = 5;

    /// <summary>The runs, oldest first.</summary>
    public ImmutableArray<RunEntry> Runs { get; } = [.. runs];

    /// <summary>Whether every run is a row of its own.</summary>
    public bool Each { get; init; }

    /// <summary>Whether it is said what each takes on disk.</summary>
    public bool ShowsDisk { get; init; }

    /// <summary>The same with a row a run.</summary>
    public RunList OneByOne() => new(store, Runs) { Each = true, ShowsDisk = ShowsDisk };

    /// <summary>Ranks them by the validation part, and says which differences are more than chance.</summary>
    /// <exception cref="WorkbenchException">There is no run, or one can no longer be read.</exception>
    public RunComparison Compare() => new((IReadOnlyList<Run>)[.. Runs.Select(run => store.Open(run.Id))]);

    /// <summary>The table; columns in which nothing stands are left out.</summary>
    public Table ToTable()
    {
        var isOneTask = Runs.Select(run => run.Task).Distinct().Count() == 1;
        var rows = Each ? [.. Runs.SelectMany(run => RunRepeats.Of([run]))] : RunRepeats.Of(Runs);
        var times = Runs.CountBy(TimeOf).ToDictionary();
        (string Heading, Func<RunRepeats, object?> Of, bool IsShown)[] columns =
        [
            ("run", row => NameOf(row, times), true),
            ("model", row => row.Latest.Model, true),
            (isOneTask ? $"validation {MeasureOf(Runs[0])}" : "validation", row =>
                (isOneTask ? "" : $"{MeasureOf(row.Latest)} ") + row.ScoreText + (row.Latest.Stopped ? ", stopped" : ""), true),
            ("seeds", row => row.Seeds, true),
            ("started", row => row.Latest.StartedUtc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), true),
            ("test", TestOf, Runs.Any(run => run.Test is not null)),
            ("changed", row => row.Latest.ChangedText, Runs.Any(run => !run.Changed.IsEmpty)),
            ("dataset", row => row.Latest.Dataset, Runs.Select(run => run.DatasetPath).Distinct().Count() > 1),
            ("tags", row => string.Join(", ", row.All.SelectMany(run => run.Tags).Distinct()), Runs.Any(run => !run.Tags.IsEmpty)),
            ("note", row => string.Join(' ', row.All.Select(run => run.Note).Distinct()).ReplaceLineEndings(" ").Trim(),
                Runs.Any(run => run.Note.Length > 0)),
            ("MB", row => Megabytes(row.All), ShowsDisk),
        ];
        columns = [.. columns.Where(column => column.IsShown)];
        return new([.. columns.Select(column => column.Heading)],
            [.. rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => column.Of(row))])])
        {
            Caption = string.Create(CultureInfo.InvariantCulture, $"{Runs.Length:N0} {(Runs.Length == 1 ? "run" : "runs")}")
                + (rows.Length < Runs.Length ? string.Create(CultureInfo.InvariantCulture, $" of {rows.Length:N0} experiments") : "")
                + (ShowsDisk ? string.Create(CultureInfo.InvariantCulture, $", {Megabytes(Runs):#,0.0} MB") : "")
                + (rows.Any(row => row.Runs.Length > 1) ? "; several seeds: mean ± standard deviation" : ""),
        };
    }

    /// <summary>The table as text.</summary>
    public override string ToString() => ToTable().ToString();

    /// <summary>The same within the width of a terminal: what was changed, tags and notes are cut first.</summary>
    /// <param name="width">The most characters of a line.</param>
    public string ToText(int width) => ToTable().ToText(width, KeyColumns);

    static IReadOnlyDictionary<string, Func<RunList, string>> IDisplayable<RunList>.Forms { get; } =
        new Dictionary<string, Func<RunList, string>>
        {
            [MimeType.Html] = list => list.ToTable().ToHtml(),
            [MimeType.PlainText] = list => list.ToString(),
        };

    /// <summary>The names, or the beginning of the id: the time, which alone finds the run.</summary>
    private static string NameOf(RunRepeats row, Dictionary<string, int> times) =>
        row.Title == row.Latest.Id && times[TimeOf(row.Latest)] == 1 ? TimeOf(row.Latest) : row.Title;

    private static string TimeOf(RunEntry run) => run.Id[..Math.Min(run.Id.Length, LengthOfTime)];

    private static string TestOf(RunRepeats row) =>
        string.Join(", ", row.Runs.Where(run => run.Test is not null)
            .Select(run => row.Runs.Length == 1 ? ScoreLine.Text(run.TestInterval, run.Test) : ScoreLine.Number(run.Test)));

    private static Measure MeasureOf(RunEntry run) => Measures.HeadlinesOf(run.Task)[0];

    private static double Megabytes(IEnumerable<RunEntry> runs) => Math.Round(runs.Sum(run => run.Bytes) / 1e6, 1);
}
