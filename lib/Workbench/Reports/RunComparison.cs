using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Workbench.Charts;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Reports;

/// <summary>
/// Which of several runs is best, by the validation part; whether the difference is more than chance; in what they differ; and their
/// curves over each other.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<RunComparison>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class RunComparison : IDisplayable<RunComparison>
{
    private const string TrainingShare = "trainingShare";

    private readonly Leaderboard leaderboard;
    private readonly Dictionary<string, string> names;

    /// <summary>Compares runs by names of one's own.</summary>
    /// <param name="runs">Each with what to call it, at least one.</param>
    /// <exception cref="WorkbenchException">No run, or a run or name that stands twice.</exception>
    public RunComparison(params IReadOnlyList<(string Name, RunReport Run)> runs) : this([.. runs.Select(r => r.Run.Run)])
    {
        foreach (var (name, run) in runs)
            names[run.Id] = name;
        RequireDistinctNames();
    }

    /// <summary>Compares runs, each called by what it alone has, or by its number where that would be long.</summary>
    /// <param name="runs">At least one.</param>
    /// <exception cref="WorkbenchException">No run, or a run that stands twice.</exception>
    public RunComparison(IReadOnlyList<Run> runs)
    {
        if (runs.CountBy(run => run.Id).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"The run {twice} is to be compared with itself; name each run once.");
        leaderboard = new(runs);
        names = leaderboard.Runs.Index().ToDictionary(run => run.Item.Id, run => NameOf(run.Index));
        RequireDistinctNames();
    }

    /// <summary>The runs, best first.</summary>
    public ImmutableArray<Run> Runs => leaderboard.Runs;

    /// <summary>The best by the validation part: of the highest macro ROC-AUC, or top-1 accuracy where songs have one genre.</summary>
    public Run Winner => leaderboard.Runs[0];

    /// <summary>The winner against those that follow, in words.</summary>
    public ImmutableArray<string> Verdicts => [.. leaderboard.Verdicts(run => names[run.Id])];

    /// <summary>The runs, best first.</summary>
    public Table Ranking() => new(
        ["model", $"validation {Shown[0]} [95 %]", $"{Shown[1]} [95 %]", "parameters", "epochs", "best"],
        [.. leaderboard.Runs.Select(run => (IReadOnlyList<object?>)
        [
            names[run.Id], .. Shown.Select(measure =>
                WithInterval(run.Summary.ValidationIntervals?[measure], run.Summary.Validation[measure])),
            run.Summary.Parameters, run.Summary.Epochs, run.Summary.BestEpoch,
        ])])
    {
        Caption = FormattableString.Invariant(
            $"{Winner.Summary.ValidationTracks} validation songs; the interval says where the score would fall with other artists"),
    };

    /// <summary>What each run cost on the machine that it ran on, and the name by which <c>Lab.Open</c> finds it.</summary>
    public Table Costs() => new(["model", "samples/s", "seconds", "run"],
        [.. leaderboard.Runs.Select(run =>
            (IReadOnlyList<object?>)[names[run.Id], Math.Round(run.SamplesPerSecond), run.Summary.Seconds, run.Id])]);

    /// <summary>Only what differs: a row a parameter and a column a run, or the other way round where the runs are more.</summary>
    public Table Parameters()
    {
        var parameters = leaderboard.Differences;
        string[] runs = [.. leaderboard.Runs.Select(run => names[run.Id])];
        return parameters.Count >= runs.Length
            ? new(["parameter", .. runs], [.. parameters.Select(p => (IReadOnlyList<object?>)[p.Key, .. p.Value])])
            : new(["run", .. parameters.Keys],
                [.. runs.Select((run, i) => (IReadOnlyList<object?>)[run, .. parameters.Values.Select(values => values[i])])]);
    }

    /// <summary>The area under the ROC curve of every genre on the validation part with its interval, the rarest there first.</summary>
    public Table Genres()
    {
        var labels = leaderboard.Runs
            .Select(run => run.Summary.Validation.PerLabel
                .Select((label, i) => (label.Label, label.PositiveCount,
                    RocAuc: WithInterval(run.Summary.ValidationIntervals?.PerLabel[i].RocAuc, label.RocAuc)))
                .ToDictionary(label => label.Label))
            .ToArray();
        return new(["genre", "validation songs", .. leaderboard.Runs.Select(run => $"ROC-AUC [95 %], {names[run.Id]}")],
            [.. labels[0].Values.OrderBy(label => label.PositiveCount).ThenBy(label => label.Label, StringComparer.Ordinal)
                .Select(label => (IReadOnlyList<object?>)[label.Label, label.PositiveCount,
                    .. labels.Select(ofRun => ofRun.TryGetValue(label.Label, out var known) ? known.RocAuc : null)])]);
    }

    /// <summary>The learning curves over each other.</summary>
    public Figure Curves() =>
        Chart.LearningCurves([.. leaderboard.Runs.Select(run =>
            (names[run.Id], (IReadOnlyList<Training.EpochResult>)run.LearningCurve.Epochs, run.LearningCurve.BestEpoch))]);

    /// <summary>The parameters in which the runs differ, and their score: which values do good runs have in common?</summary>
    /// <param name="parameters">Some of those of <see cref="Parameters"/>; none takes all.</param>
    /// <exception cref="WorkbenchException">The runs do not differ in such a parameter, or in too many.</exception>
    public Figure ParallelCoordinates(params string[] parameters)
    {
        var differences = leaderboard.Differences;
        if (parameters.FirstOrDefault(name => !differences.ContainsKey(name)) is { } unknown)
            throw new WorkbenchException(
                $"The runs do not differ in {unknown}; of what they differ in {NearestName.Hint(unknown, differences.Keys)}");
        return Chart.ParallelCoordinates(
            [.. differences.Where(p => parameters.Length == 0 || parameters.Contains(p.Key))
                .Select(p => (SpecParameters.ShortName(p.Key, differences.Keys), p.Value))],
            [.. leaderboard.Runs.Select(run => run.Summary.Validation[leaderboard.Measure]!.Value)],
            leaderboard.Measure == Measures.RocAucMacro ? "Validation AUC" : $"Validation {leaderboard.Measure}");
    }

    /// <summary>
    /// The learning curve over the size of the training part, of runs that differ in nothing but their
    /// <see cref="ExperimentSpec.TrainingShare"/>.
    /// </summary>
    /// <exception cref="WorkbenchException">They differ in something else.</exception>
    public Figure TrainingSizes() => leaderboard.Differences.Keys.FirstOrDefault(name => name != TrainingShare) is { } other
        ? throw new WorkbenchException($"The runs differ in {other}; a learning curve over the size of the training part needs runs "
            + $"that differ in {TrainingShare} alone.")
        : Chart.TrainingSizes(
            [.. leaderboard.Runs.Select(run =>
                (run.Summary.TrainTracks, run.Summary.TrainingRocAuc, run.Summary.ValidationIntervals?.RocAucMacro))]);

    /// <summary>
    /// The curves, and what else can be seen of these runs: the learning curve over the size of
    /// the training part, or their parameters side by side.
    /// </summary>
    public IEnumerable<Figure> Figures() => leaderboard.Differences.Keys.ToArray() switch
    {
        [TrainingShare] => [Curves(), TrainingSizes()],
        { Length: > 0 and <= Chart.MostParameters } => [Curves(), ParallelCoordinates()],
        _ => [Curves()],
    };

    /// <summary>The winner less the one that follows, in every headline score of the validation part.</summary>
    /// <exception cref="WorkbenchException">There is one run only, or the two were evaluated on different songs.</exception>
    public Table Differences()
    {
        if (Runs.Length < 2)
            throw new WorkbenchException("There is one run only; a difference needs two.");
        var difference = new Bootstrap().Differences(Runs[0].ValidationPredictions, Runs[1].ValidationPredictions,
            Work.OnAllProcessors);
        return new(["score", $"{names[Runs[0].Id]} less {names[Runs[1].Id]} [95 %]", "more than chance"],
            [.. Measures.HeadlinesOf(leaderboard.Task).Where(measure => difference[measure] is not null)
                .Select(measure => (IReadOnlyList<object?>)[
                    measure.BetterWhen == BetterWhen.Lower ? $"{measure.Name} (lower is better)" : measure.Name,
                    difference[measure]!.ToString(), difference[measure] is { Low: > 0 } or { High: < 0 } ? "yes" : "not shown"])]);
    }

    /// <summary>The ranking, under it the verdicts, what differs, and what each cost.</summary>
    public override string ToString() =>
        string.Join('\n', [Ranking().ToString(), "", .. Verdicts, "", Parameters().ToString(), "", Costs().ToString()]);

    static IReadOnlyDictionary<string, Func<RunComparison, string>> IDisplayable<RunComparison>.Forms { get; } =
        new Dictionary<string, Func<RunComparison, string>>
        {
            [MimeType.Html] = comparison => comparison.ToHtml(),
            [MimeType.PlainText] = comparison => comparison.ToString(),
        };

    /// <summary>The same as HTML that needs neither script nor style sheet.</summary>
    public string ToHtml() =>
        Ranking().ToHtml() + string.Concat(Verdicts.Select(verdict => $"<p><strong>{WebUtility.HtmlEncode(verdict)}</strong></p>"))
        + Parameters().ToHtml() + Costs().ToHtml();

    /// <summary>
    /// The page of the comparison without head and style sheet: the figures, and below them what <see cref="ToHtml"/> says.
    /// </summary>
    public string ToPage() => "<h1>Runs compared</h1>" + string.Concat(Figures().Select(figure => figure.ToSvg())) + ToHtml();

    /// <summary>What the ranking tells: what the runs are ranked by, and what else is asked first.</summary>
    private Measure[] Shown => [leaderboard.Measure,
        leaderboard.Measure == Measures.RocAucMacro ? Measures.PrAucMacro : Measures.RocAucMacro];

    private static string WithInterval(Interval? interval, double? score) =>
        interval?.ToString() ?? score?.ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";

    private string NameOf(int rank)
    {
        var own = string.Join(", ", leaderboard.Differences.Values.Select(values => values[rank]));
        return leaderboard.Differences.Count is 1 or 2 && own.Length is > 0 and <= 40 ? own : FormattableString.Invariant($"#{rank + 1}");
    }

    private void RequireDistinctNames()
    {
        if (names.Values.CountBy(name => name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"Two runs are called {twice}; give each a name of its own.");
    }
}
