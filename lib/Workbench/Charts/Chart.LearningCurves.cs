using System.Globalization;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>Curves that can still be told apart: six colours, drawn through and dashed.</summary>
    private const int ColouredCurves = 12;

    /// <summary>
    /// Several trainings beside each other, the first twelve in a colour each: training loss, validation loss, validation AUC; a dot marks
    /// the epoch whose weights were kept. Losses compare only between trainings of one loss.
    /// </summary>
    /// <param name="trainings">
    /// Each with a name, its epochs and its best epoch as the training recorded it, at least one with an epoch; the most important first.
    /// </param>
    /// <exception cref="WorkbenchException">No epoch at all, or two trainings of one name.</exception>
    public static Figure LearningCurves(
        params IReadOnlyList<(string Name, IReadOnlyList<EpochResult> Epochs, int BestEpoch)> trainings) =>
        Curves([.. trainings.Where(t => t.Epochs.Count > 0)
            .Select(t => (t.Name, (IReadOnlyList<(IReadOnlyList<EpochResult>, int)>)[(t.Epochs, t.BestEpoch)]))]);

    /// <summary>The same of trainings that were repeated, for instance with other seeds: the curves of one name have one colour.</summary>
    /// <param name="trainings">Each with a name and its repetitions, at least one; the most important first.</param>
    /// <exception cref="WorkbenchException">No training, or two of one name.</exception>
    public static Figure RepeatedLearningCurves(IReadOnlyList<(string Name, IReadOnlyList<LearningCurve> Repeats)> trainings) =>
        Curves([.. trainings.Select(t => (t.Name,
            (IReadOnlyList<(IReadOnlyList<EpochResult>, int)>)[.. t.Repeats.Select(curve =>
                ((IReadOnlyList<EpochResult>)curve.Epochs, curve.BestEpoch))]))]);

    private static Figure Curves(
        IReadOnlyList<(string Name, IReadOnlyList<(IReadOnlyList<EpochResult> Epochs, int BestEpoch)> Repeats)> trainings)
    {
        RequireAny(trainings, "A figure of learning curves", "training with an epoch");
        if (trainings.CountBy(t => t.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new WorkbenchException($"Two trainings are called {twice}; give each a name of its own, the legend shows it.");

        // The repetitions are one line with gaps between them.
        double[] Joined(IReadOnlyList<(IReadOnlyList<EpochResult> Epochs, int BestEpoch)> repeats, Func<EpochResult, double> value) =>
            [.. repeats.SelectMany((repeat, i) => repeat.Epochs.Select(value).Prepend(double.NaN).Skip(i == 0 ? 1 : 0))];
        IEnumerable<Trace> Lines(Func<EpochResult, double> value)
        {
            Trace Line((string Name, IReadOnlyList<(IReadOnlyList<EpochResult>, int)> Repeats) training, bool isColoured) => new LineTrace(
                isColoured ? training.Name : $"the other {trainings.Count - ColouredCurves}",
                Joined(training.Repeats, e => e.Epoch), Joined(training.Repeats, value))
            {
                Emphasis = isColoured ? Emphasis.Normal : Emphasis.Guide,
            };
            return [.. trainings.Skip(ColouredCurves).Select(t => Line(t, isColoured: false)),
                .. trainings.Take(ColouredCurves).Select(t => Line(t, isColoured: true))];
        }
        var best = trainings.Take(ColouredCurves)
            .SelectMany(t => t.Repeats.Select(repeat =>
                (t.Name, repeat.Epochs.Count, Epoch: repeat.Epochs.First(e => e.Epoch == repeat.BestEpoch)))).ToList();
        // Where dots lie on each other, the lower ones are larger.
        var dots = best.Select((b, i) =>
            new ScatterTrace(b.Name, [b.Epoch.Epoch], [b.Epoch.ValidationRocAucMacro])
            {
                Names = [$"{b.Name}: best epoch"],
                Size = 8 + 3 * best.Skip(i + 1).Count(later => (later.Epoch.Epoch, later.Epoch.ValidationRocAucMacro)
                    == (b.Epoch.Epoch, b.Epoch.ValidationRocAucMacro)),
            });
        return new(
            "Learning curves",
            new("Epoch"),
            new Panel(new("Training loss"), [.. Lines(e => e.TrainLoss)]) { Height = 110 },
            new Panel(new("Validation loss"), [.. Lines(e => e.ValidationLoss)]) { Height = 110 },
            new Panel(new("Macro AUC"), [.. Lines(e => e.ValidationRocAucMacro), .. dots]) { Height = 130 })
        {
            Summary = "Learning curves: "
                + string.Join("; ",
                    best.Select(b => string.Create(CultureInfo.InvariantCulture,
                        $"{b.Name} {b.Count} epochs, best at epoch {b.Epoch.Epoch} with validation "
                        + $"AUC {b.Epoch.ValidationRocAucMacro:0.000}"))),
        };
    }
}
