using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// Do probabilities mean what they say? The share that is true at each score, all labels together, and the line where both are equal.
    /// </summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="scaling">
    /// A temperature found by the validation part, whose curve is drawn beside; one that was refused is only told of. Null for none.
    /// </param>
    /// <exception cref="WorkbenchException">A score is no probability.</exception>
    public static Figure Calibration(Predictions predictions, TemperatureScaling? scaling = null)
    {
        var curves = new List<(string Name, CalibrationCurve Curve)> { ("As trained", CalibrationCurve.From(predictions)) };
        if (scaling?.Refused is not null)
            curves[0] = ("As trained, no temperature helps", curves[0].Curve);
        else if (scaling is not null)
            curves.Add((Text($"Temperature {scaling.Temperature:0.00}"), CalibrationCurve.From(scaling.Apply(predictions))));
        var counts = curves[0].Curve;
        return new(
            "Calibration",
            Share("Score"),
            new Panel(Share("Share that is true"),
            [
                new LineTrace("As it should be", [0, 1], [0, 1]) { Emphasis = Emphasis.Guide },
                .. curves.Select(c =>
                    new LineTrace(Text($"{c.Name}, error {c.Curve.ExpectedError:0.000}"), c.Curve.MeanScores, c.Curve.TrueShares)
                    {
                        Markers = true,
                    }),
            ])
            { Height = 300 },
            new Panel(new("Answers"),
                [new LineTrace("Answers near that score", counts.MeanScores, [.. counts.Counts.Select(count => (double)count)])
                {
                    Markers = true,
                    Emphasis = Emphasis.Guide,
                }])
            {
                Height = 80,
            })
        {
            Summary = "Calibration: "
                + string.Join("; ", curves.Select(c => Text($"{c.Name} expected error {c.Curve.ExpectedError:0.000}"))),
        };
    }
}
