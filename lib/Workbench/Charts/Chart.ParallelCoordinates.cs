using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>Parameters that can be seen side by side.</summary>
    internal const int MostParameters = 7;

    /// <summary>
    /// Parallel coordinates (Inselberg 1985): an upright scale for each parameter and one for the score, a line for each run. The best run
    /// is bold, the others are coloured by thirds of the ranking, so that it is seen which values good runs have in common.
    /// </summary>
    /// <param name="parameters">At most seven, each with its value in every run, as text; none where runs do not differ.</param>
    /// <param name="scores">One a run, finite; higher is better.</param>
    /// <param name="measure">What the scores are.</param>
    /// <exception cref="WorkbenchException">No run, too many parameters, or a parameter without one value a run.</exception>
    public static Figure ParallelCoordinates(IReadOnlyList<(string Name, IReadOnlyList<string> Values)> parameters,
        IReadOnlyList<double> scores, string measure = "Validation AUC")
    {
        RequireAny(scores, "A figure of parallel coordinates", "run");
        if (parameters.Count > MostParameters)
            throw new WorkbenchException($"{parameters.Count} parameters are too many to be seen side by side; "
                + $"name at most {MostParameters} of {string.Join(", ", parameters.Select(p => p.Name))}.");
        if (parameters.FirstOrDefault(p => p.Values.Count != scores.Count) is { Name: not null } wrong)
            throw new WorkbenchException(
                $"The parameter {wrong.Name} has {wrong.Values.Count} values and there are {scores.Count} runs; give one a run.");

        (string Name, ParallelScale Scale)[] scales =
            [.. parameters.Select(p => (p.Name, ParallelScale.Of(p.Values))), (measure, ParallelScale.Of(scores))];
        int[] ranking = [.. Enumerable.Range(0, scores.Count).OrderByDescending(run => scores[run])];
        double[] across = [.. Enumerable.Range(0, scales.Length)];
        string Describe(int run) =>
            string.Join(", ",
                [.. parameters.Select(p => $"{p.Name} {(p.Values[run].Length > 0 ? p.Values[run] : "none")}"),
                    Text($"{measure} {scores[run]:0.000}")]);
        (string Name, Emphasis Emphasis)[] kinds =
        [
            (Text($"Best run, {scores[ranking[0]]:0.000}"), Emphasis.Strong),
            ("Best third", Emphasis.Normal),
            ("Middle third", Emphasis.Normal),
            ("Last third", Emphasis.Guide),
        ];
        (string Name, Emphasis Emphasis) KindOf(int rank) => kinds[rank == 0 ? 0 : 1 + rank * 3 / scores.Count];
        IEnumerable<Trace> Lines(int rank)
        {
            var (run, kind) = (ranking[rank], KindOf(rank));
            double[] up = [.. scales.Select(s => s.Scale.Places[run])];
            return
            [
                new LineTrace(kind.Name, across, up) { Emphasis = kind.Emphasis },
                new ScatterTrace(kind.Name, across, up)
                {
                    Emphasis = kind.Emphasis,
                    Names = [.. Enumerable.Repeat(Describe(run), up.Length)],
                },
            ];
        }
        // The best are drawn last, and named first: by lines without points.
        var named = Enumerable.Range(0, scores.Count)
            .Select(KindOf)
            .Distinct()
            .Select(kind => new LineTrace(kind.Name, [double.NaN], [double.NaN]) { Emphasis = kind.Emphasis });
        return new(
            Text($"Parallel coordinates of {Counted.Of(scores.Count, "run")}"),
            Axis.OfCategories([.. scales.Select(s => s.Name)]),
            new Panel(Axis.Unmarked,
                [.. named, .. Enumerable.Range(0, scores.Count).Reverse().SelectMany(Lines),
                    .. scales.Select((s, i) => new ScaleTrace(s.Name, i, s.Scale.Ticks))])
            {
                Height = 300,
            })
        {
            Summary = Text($"Parallel coordinates of {Counted.Of(scores.Count, "run")}: best with {Describe(ranking[0])}")
                + (scores.Count > 1 ? $"; worst with {Describe(ranking[^1])}" : ""),
        };
    }
}
