using System.Globalization;
using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// The learning curve over the size of the training part, as scikit-learn's <c>learning_curve</c>: how well the songs that were learned
    /// from are answered, and how well others. Where the two are far apart, more songs help; where they have met, a larger model may.
    /// </summary>
    /// <param name="points">One a size: songs learned from, and both scores with their intervals, where there are any.</param>
    /// <param name="measure">What the scores are.</param>
    /// <exception cref="WorkbenchException">No size.</exception>
    public static Figure TrainingSizes(IReadOnlyList<(int Songs, Interval? Training, Interval? Validation)> points,
        string measure = "Macro AUC")
    {
        RequireAny(points, "A learning curve over the size of the training part", "size");
        var sorted = points.OrderBy(p => p.Songs).ToList();
        // The whiskers of a line are a line of their own, of its name and so of its colour, with gaps between them.
        IEnumerable<Trace> Lines(string name, Func<(int Songs, Interval? Training, Interval? Validation), Interval?> score, double aside)
        {
            double Place(int songs) => songs + aside * sorted[^1].Songs;
            yield return new LineTrace(
                name, [.. sorted.Select(p => Place(p.Songs))], [.. sorted.Select(p => score(p)?.Estimate ?? double.NaN)])
            {
                Markers = true,
            };
            yield return new LineTrace(name, [.. sorted.SelectMany(p => new[] { Place(p.Songs), Place(p.Songs), double.NaN })],
                [.. sorted.SelectMany(p =>
                    score(p) is { } interval ? new[] { interval.Low, interval.High, double.NaN } : [double.NaN, double.NaN, double.NaN])]);
        }
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
                $"{measure} by songs learned from: {few.Songs} songs, validation {few.Validation}; {all.Songs} songs, "
                + $"validation {all.Validation}, training {all.Training}"),
        };
    }
}
