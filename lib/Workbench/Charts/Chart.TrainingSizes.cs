using System.Globalization;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// The learning curve over the size of the training part, as scikit-learn's <c>learning_curve</c>: how well the songs that were learned
    /// from are answered, and how well others. Where the two are far apart, more songs help; where they have met, a larger model may.
    /// </summary>
    /// <param name="points">
    /// One a size: songs learned from, and both scores; each with its interval, or without where too few artists can say.
    /// </param>
    /// <param name="measure">What the scores are.</param>
    /// <exception cref="WorkbenchException">No size.</exception>
    public static Figure TrainingSizes(
        IReadOnlyList<(int Songs, (double? Score, Interval? Interval) Training, (double? Score, Interval? Interval) Validation)> points,
        string measure = "Macro AUC")
    {
        RequireAny(points, "A learning curve over the size of the training part", "size");
        var sorted = points.OrderBy(p => p.Songs).ToList();
        // The whiskers of a line are a line of their own, of its name and so of its colour, with gaps between them.
        IEnumerable<Trace> Lines(
            string name, Func<((double?, Interval?) Training, (double?, Interval?) Validation), (double? Score, Interval? Interval)> score,
            double aside)
        {
            (double? Score, Interval? Interval)[] scores = [.. sorted.Select(p => score((p.Training, p.Validation)))];
            double Place(int songs) => songs + aside * sorted[^1].Songs;
            yield return new LineTrace(
                name, [.. sorted.Select(p => Place(p.Songs))], [.. scores.Select(s => s.Score ?? double.NaN)])
            {
                Markers = true,
            };
            yield return new LineTrace(name, [.. sorted.SelectMany(p => new[] { Place(p.Songs), Place(p.Songs), double.NaN })],
                [.. scores.SelectMany(s => new[] { s.Interval?.Low ?? double.NaN, s.Interval?.High ?? double.NaN, double.NaN })]);
        }
        static string Told((double? Score, Interval? Interval) score) => ScoreLine.Text(score.Interval, score.Score);
        var (few, all) = (sorted[0], sorted[^1]);
        return new(
            "Learning curve over the training part",
            new("Songs to learn from"),
            new Panel(new(measure),
                [.. Lines("Songs learned from", p => p.Training, -0.003), .. Lines("Validation songs", p => p.Validation, 0.003)])
            {
                Height = 240,
            })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{measure} by songs learned from: {few.Songs} songs, validation {Told(few.Validation)}; {all.Songs} songs, "
                + $"validation {Told(all.Validation)}, training {Told(all.Training)}"),
        };
    }
}
