using System.Collections.Immutable;
using System.Net;
using Workbench.Charts;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Reports;

/// <summary>
/// Which of several experiments is best, by the validation part; whether the difference is more than chance; in what they differ; and their
/// curves over each other. Runs that differ in their seeds or folds alone are one experiment, ranked by its mean.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<RunComparison>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class RunComparison : IDisplayable<RunComparison>
{
    private const string TrainingShare = "trainingShare";
    private const int MostLeftOut = 5;

    private readonly Leaderboard leaderboard;
    private readonly Func<string, RunComparison> by;
    private readonly Dictionary<RankedExperiment, string> names;

    /// <summary>Compares runs by names of one's own, each for itself.</summary>
    /// <param name="runs">Each with what to call it, at least one.</param>
    /// <exception cref="WorkbenchException">No run, or a run or name that stands twice.</exception>
    public RunComparison(params IReadOnlyList<(string Name, RunReport Run)> runs) : this(null, runs)
    {
    }

    private RunComparison(string? measure, IReadOnlyList<(string Name, RunReport Run)> runs)
    {
        RequireOnce(runs.Select(run => run.Run.Run));
        leaderboard = new([.. runs.Select(run => run.Run.Run)], isEach: true, measure);
        by = other => new(other, runs);
        names = leaderboard.Experiments.ToDictionary(experiment => experiment,
            experiment => runs.First(run => run.Run.Id == experiment.First.Id).Name);
        if (names.Values.CountBy(name => name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"Two runs are called {twice}; give each a name of its own.");
    }

    /// <summary>Compares runs, each called by its name, by what it alone has, or by its number where that would be long.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="leftOut">Runs that might be expected here, and why they are not; null for none.</param>
    /// <exception cref="WorkbenchException">No run, or a run that stands twice.</exception>
    public RunComparison(IReadOnlyList<Run> runs, IReadOnlyList<LeftOutRun>? leftOut = null) : this(null, runs, leftOut)
    {
    }

    private RunComparison(string? measure, IReadOnlyList<Run> runs, IReadOnlyList<LeftOutRun>? leftOut)
    {
        RequireOnce(runs);
        leaderboard = new(runs, by: measure);
        by = other => new(other, runs, leftOut);
        LeftOut = [.. leftOut ?? [], .. leaderboard.LeftOut];
        names = leaderboard.Experiments.Index().ToDictionary(experiment => experiment.Item, experiment => NameOf(experiment.Index));
        foreach (var (experiment, rank) in leaderboard.Experiments.Select((experiment, i) => (experiment, i + 1)))
            if (names.Count(name => name.Value == names[experiment]) > 1)
                names[experiment] = FormattableString.Invariant($"#{rank} {names[experiment]}");
    }

    /// <summary>The runs, those of the best experiment first, of each by fold and seed.</summary>
    public ImmutableArray<Run> Runs => [.. leaderboard.Experiments.SelectMany(experiment => experiment.Runs)];

    /// <summary>Runs that are not compared, and why.</summary>
    public ImmutableArray<LeftOutRun> LeftOut { get; } = [];

    /// <summary>
    /// The best by the validation part: of the highest macro ROC-AUC, or top-1 accuracy where songs have one genre, or what
    /// <see cref="By"/> names; of several seeds the first of the experiment with the best mean, as the best of them would be chosen for its
    /// luck.
    /// </summary>
    public Run Winner => leaderboard.Experiments[0].First;

    /// <summary>The winner against those that follow, in words.</summary>
    public ImmutableArray<string> Verdicts => [.. leaderboard.Verdicts(experiment => names[experiment])];

    /// <summary>What must be known of the ranking: that not all were evaluated on the same songs; empty where they were.</summary>
    public ImmutableArray<string> Cautions => [.. leaderboard.Cautions(experiment => names[experiment])];

    /// <summary>The same runs, ranked by another measure of the validation part.</summary>
    /// <param name="measure">The key of one of <see cref="Measures.All"/> or of one's own, for instance <c>f1Macro</c>.</param>
    /// <exception cref="WorkbenchException">No such measure, a run that lacks it, or several of one's own with that key.</exception>
    public RunComparison By(string measure) => by(measure);

    /// <summary>The experiments, best first.</summary>
    public Table Ranking()
    {
        var seeds = leaderboard.Experiments.Select(experiment => experiment.Seeds).ToArray();
        var showsSeeds = seeds.Distinct().Count() > 1 || Runs.Length > leaderboard.Experiments.Length;
        return new(["model", .. showsSeeds ? ["seeds"] : Array.Empty<string>(),
            $"validation {Shown[0]} [95 %]", $"{Shown[1]} [95 %]", "parameters", "epochs", "best"],
            [.. leaderboard.Experiments.Select((experiment, i) => (IReadOnlyList<object?>)
            [
                names[experiment], .. showsSeeds ? [seeds[i]] : Array.Empty<object?>(),
                .. Shown.Select(experiment.Text), experiment.First.Summary.Parameters,
                Rounded(experiment, run => run.Summary.Epochs), Rounded(experiment, run => run.Summary.BestEpoch),
            ])])
        {
            Caption = FormattableString.Invariant($"{Winner.Summary.ValidationTracks} validation songs; ")
                + (Winner.Summary.OnValidation.TooFew ?? "the interval says where the score would fall with other artists")
                + (Runs.Length > leaderboard.Experiments.Length ? "; several seeds: mean ± standard deviation, and each of them" : ""),
        };
    }

    /// <summary>What each cost on its machine, seeds together, and the ids by which <c>Lab.OpenRun</c> finds its runs.</summary>
    public Table Costs() => new(["model", "samples/s", "seconds", "run"],
        [.. leaderboard.Experiments.Select(experiment => (IReadOnlyList<object?>)[names[experiment],
            Rounded(experiment, run => run.SamplesPerSecond), experiment.Runs.Sum(run => run.Summary.Seconds),
            string.Join(", ", experiment.Runs.Select(run => run.Id))])]);

    /// <summary>Only what differs: a row a parameter and a column a run, or the other way round where the runs are more.</summary>
    public Table Parameters()
    {
        var parameters = leaderboard.Differences;
        string[] runs = [.. leaderboard.Experiments.Select(experiment => names[experiment])];
        return parameters.Count >= runs.Length
            ? new(["parameter", .. runs], [.. parameters.Select(p => (IReadOnlyList<object?>)[p.Key, .. p.Value])])
            : new(["run", .. parameters.Keys],
                [.. runs.Select((run, i) => (IReadOnlyList<object?>)[run, .. parameters.Values.Select(values => values[i])])]);
    }

    /// <summary>The area under the ROC curve of every genre on the validation part with its interval, the rarest there first.</summary>
    public Table Genres() => new(
        ["genre", "validation songs", .. leaderboard.Experiments.Select(experiment => $"ROC-AUC [95 %], {names[experiment]}")],
        [.. Winner.Summary.Validation.PerLabel.OrderBy(label => label.PositiveCount).ThenBy(label => label.Label, StringComparer.Ordinal)
            .Select(label => (IReadOnlyList<object?>)[label.Label, label.PositiveCount,
                .. leaderboard.Experiments.Select(experiment => experiment.RocAucOf(label.Label))])]);

    /// <summary>The scores with their intervals; of several seeds each, their mean and standard deviation.</summary>
    public Figure Scores() => Chart.ExperimentScores(
        [.. leaderboard.Experiments.Where(experiment => experiment[leaderboard.Measure] is not null).Select(experiment =>
            (names[experiment], experiment[leaderboard.Measure]!,
                experiment.Runs.Length > 1 ? null : experiment.First.Summary.ValidationIntervals?[leaderboard.Measure]))], MeasureTitle);

    /// <summary>The learning curves over each other, those of the seeds of an experiment in one colour.</summary>
    public Figure Curves() => Chart.RepeatedLearningCurves([.. leaderboard.Experiments.Select(experiment =>
        (names[experiment], (IReadOnlyList<Training.LearningCurve>)[.. experiment.Runs.SelectMany(run => run.LearningCurves)]))]);

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
            [.. leaderboard.Experiments.Select(experiment => experiment[leaderboard.Measure]!.Mean)], MeasureTitle);
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
            [.. leaderboard.Experiments.Select(experiment => (experiment.First.Summary.TrainTracks,
                experiment.Range(
                    run => run.Summary.TrainingRocAuc?.Estimate ?? run.Summary.TrainingRocAucMacro, run => run.Summary.TrainingRocAuc),
                experiment.Range(run => run.Summary.Validation.RocAucMacro, run => run.Summary.ValidationIntervals?.RocAucMacro)))]);

    /// <summary>
    /// The scores, the curves, and what else can be seen of these runs: the learning curve over the size of
    /// the training part, or their parameters side by side.
    /// </summary>
    public IEnumerable<Figure> Figures() => leaderboard.Differences.Keys.ToArray() switch
    {
        [TrainingShare] => [Scores(), Curves(), TrainingSizes()],
        { Length: > 0 and <= Chart.MostParameters } => [Scores(), Curves(), ParallelCoordinates()],
        _ => [Scores(), Curves()],
    };

    /// <summary>
    /// The winner minus the one that follows, in every headline score of the validation part and in the measures of one's own that both
    /// have; no row where there is nothing that follows.
    /// </summary>
    /// <exception cref="WorkbenchException">The two were evaluated on different songs.</exception>
    public Table Differences()
    {
        if (leaderboard.Experiments is not [var first, var second, ..])
            return new(["score", "difference [95 %]", "more than chance"], []) { Caption = "one model only: a difference needs two" };
        var (one, other) = (first.First, second.First);
        ImmutableArray<Measure> own = [.. one.Summary.Validation.Own.Intersect(other.Summary.Validation.Own)];
        Bootstrap.RequireSameTracks(one.ValidationPredictions, other.ValidationPredictions);
        var intervals = EnoughArtists.In(one.ValidationPredictions)
            ? new Bootstrap().Differences(one.ValidationPredictions, other.ValidationPredictions, Work.OnAllProcessors,
                [.. own.Where(measure => measure is OwnMeasure { IsKnown: true })])
            : null;
        return new(["score", $"{names[first]} minus {names[second]} [95 %]", "more than chance"],
            [.. from measure in Measures.HeadlinesOf(leaderboard.Task).Concat(own)
                let difference = one.Summary.Validation[measure] - other.Summary.Validation[measure]
                where difference is not null
                let interval = intervals?[measure]
                select (IReadOnlyList<object?>)[
                    measure.BetterWhen == BetterWhen.Lower ? $"{measure.Name} (lower is better)" : measure.Name,
                    measure is OwnMeasure { IsKnown: false } ? ScoreLine.Number(difference) : ScoreLine.Text(interval, difference),
                    measure is OwnMeasure { IsKnown: false } ? "this program lacks its code"
                        : interval is null ? "too few artists to say"
                        : interval.IfAnySpread is { Low: > 0 } or { High: < 0 } ? "yes" : "not shown"]]);
    }

    /// <summary>The ranking, under it the verdicts, what differs, what each cost, and what was left out.</summary>
    public override string ToString() => ToText(int.MaxValue);

    /// <summary>The same within the width of a terminal.</summary>
    /// <param name="width">The most characters of a line of its tables.</param>
    public string ToText(int width) => string.Join('\n',
        [Ranking().ToText(width), "", .. Verdicts, .. Cautions, "", Parameters().ToText(width), "", Costs().ToText(width),
            .. LeftOutInWords.Prepend("").Take(LeftOut.IsEmpty ? 0 : int.MaxValue)]);

    static IReadOnlyDictionary<string, Func<RunComparison, string>> IDisplayable<RunComparison>.Forms { get; } =
        new Dictionary<string, Func<RunComparison, string>>
        {
            [MimeType.Html] = comparison => comparison.ToHtml(),
            [MimeType.PlainText] = comparison => comparison.ToString(),
        };

    /// <summary>The same as HTML that needs neither script nor style sheet.</summary>
    public string ToHtml() =>
        Ranking().ToHtml()
        + string.Concat(Verdicts.Concat(Cautions).Select(verdict => $"<p><strong>{WebUtility.HtmlEncode(verdict)}</strong></p>"))
        + Parameters().ToHtml() + Costs().ToHtml()
        + string.Concat(LeftOutInWords.Select(sentence => $"<p>{WebUtility.HtmlEncode(sentence)}</p>"));

    /// <summary>
    /// The page of the comparison without head and style sheet: the figures, and below them what <see cref="ToHtml"/> says.
    /// </summary>
    public string ToPage() => "<h1>Runs compared</h1>" + string.Concat(Figures().Select(figure => figure.ToSvg())) + ToHtml();

    /// <summary>What the ranking tells: what the runs are ranked by, and what else is asked first.</summary>
    private Measure[] Shown => [leaderboard.Measure,
        leaderboard.Measure == Measures.RocAucMacro ? Measures.PrAucMacro : Measures.RocAucMacro];

    /// <summary>The same for the axis of a figure.</summary>
    private string MeasureTitle => leaderboard.Measure == Measures.RocAucMacro ? "Validation AUC" : $"Validation {leaderboard.Measure}";

    /// <summary>What was left out, a sentence a reason.</summary>
    private IEnumerable<string> LeftOutInWords => LeftOut.GroupBy(run => run.Reason).Select(same =>
        $"Left out: {string.Join(", ", same.Take(MostLeftOut).Select(run => run.Run))}"
        + (same.Count() > MostLeftOut ? $" and {same.Count() - MostLeftOut} more" : "") + $": {same.Key}");

    private string NameOf(int rank)
    {
        var experiment = leaderboard.Experiments[rank];
        var given = string.Join(", ", experiment.Runs.Select(run => run.About.Name).OfType<string>().Distinct());
        var own = string.Join(", ", leaderboard.Differences.Values.Select(values => values[rank]));
        return (given.Length > 0 ? given
            : leaderboard.Differences.Count is 1 or 2 && own.Length is > 0 and <= 40 ? own
            : FormattableString.Invariant($"#{rank + 1}")) + (experiment.First.Summary.Stopped ? " (stopped)" : "");
    }

    private static double Rounded(RankedExperiment experiment, Func<Run, double> value) => Math.Round(experiment.Runs.Average(value));

    private static void RequireOnce(IEnumerable<Run> runs)
    {
        if (runs.CountBy(run => run.Id).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"The run {twice} is to be compared with itself; name each run once.");
    }
}
