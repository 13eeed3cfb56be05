using Workbench.Evaluation;
using Workbench.Figures;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>Experiments that are shown by name; those behind them are no candidates.</summary>
    private const int MostExperiments = 30;

    /// <summary>
    /// The score of each experiment, the best first: a large dot where the mean lies, a small one for every seed or fold, and a line as
    /// wide as the interval of a single run, or as the standard deviation of several to both sides.
    /// </summary>
    /// <param name="experiments">Each with its name and scores, and the interval of a single run where it is known; best first.</param>
    /// <param name="measure">What the scores are.</param>
    /// <exception cref="Foundation.WorkbenchException">No experiment.</exception>
    public static Figure ExperimentScores(IReadOnlyList<(string Name, RepeatedScore Score, Interval? Interval)> experiments,
        string measure = "Validation AUC")
    {
        RequireAny(experiments, "A figure of scores", "experiment");
        (string Name, RepeatedScore Score, Interval? Interval)[] shown = [.. experiments.Take(MostExperiments)];
        (double Low, double High)[] ends = [.. shown.Select(e => e.Interval is { } interval ? (interval.Low, interval.High)
            : e.Score.Deviation is { } deviation ? (e.Score.Mean - deviation, e.Score.Mean + deviation) : (double.NaN, double.NaN))];
        double[] rows = [.. Enumerable.Range(0, shown.Length)];
        string Describe((string Name, RepeatedScore Score, Interval? Interval) e) =>
            $"{e.Name}: {(e.Interval is { } interval && e.Score.Points.Length == 1 ? interval.ToString() : e.Score.ToString())}";
        var traces = new List<Trace>
        {
            new LineTrace("95 % interval, or standard deviation of several", [.. ends.SelectMany(e => new[] { e.Low, e.High, double.NaN })],
                [.. rows.SelectMany(row => new[] { row, row, double.NaN })]),
            new ScatterTrace("Mean", [.. shown.Select(e => e.Score.Mean)], rows)
            {
                Names = [.. shown.Select(Describe)],
                Size = 9,
            },
        };
        if (shown.Any(e => e.Score.Points.Length > 1))
            traces.Add(new ScatterTrace("Each seed or fold", [.. shown.SelectMany(e => e.Score.Points)],
                [.. shown.SelectMany((e, row) => e.Score.Points.Select(_ => (double)row))]));
        var names = Axis.OfCategories([.. shown.Select(e => e.Name)]) with { Reversed = true };
        return new(
            experiments.Count > shown.Length ? Text($"The {shown.Length} best of {experiments.Count} experiments") : "Scores",
            new(measure), new Panel(names, [.. traces]) { Height = BarsHeight(shown.Length) })
        {
            Summary = Text($"{measure} of {experiments.Count} experiments: best {Describe(shown[0])}; last shown {Describe(shown[^1])}"),
        };
    }
}
