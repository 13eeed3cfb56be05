using Workbench.Charts;
using Workbench.Evaluation;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Charts;

/// <summary>The figures that evaluate a model.</summary>
public class EvaluationChartsTests
{
    private static readonly Predictions Predictions = new(
        ["Rock", "Pop", "Spoken"], ["a", "b", "c", "d"], ["w", "x", "y", "z"],
        Matrices.Labels([[true, false, false], [true, true, false], [false, true, false], [false, false, false]]),
        Matrices.Scores([[0.9, 0.6, 0.1], [0.8, 0.4, 0.1], [0.3, 0.9, 0.1], [0.1, 0.2, 0.1]]));

    [Fact]
    public void Precision_and_recall_are_drawn_as_the_steps_whose_area_is_told()
    {
        var figure = Chart.PrCurves(Predictions);
        // Rock is ranked perfectly; Pop 1 of 1, then 1 of 2, then 2 of 3: (1 + 2/3) / 2.
        Assert.Equal(["Rock 1.000 (0.500)", "Pop 0.833 (0.500)"], figure.Panels[0].Traces.Select(trace => trace.Name));
        Assert.Equal("Precision-recall curves of 2 labels: macro average precision 0.917, guessing 0.500", figure.Summary);
        foreach (var line in figure.Panels[0].Traces.Cast<LineTrace>())
        {
            var area = Enumerable.Range(1, line.X.Count - 1).Sum(i => (line.X[i - 1] - line.X[i]) * (line.Y[i - 1] + line.Y[i]) / 2);
            // The legend has three decimals.
            Assert.Equal(double.Parse(line.Name.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), area, 5e-4);
        }
        var nothing = new Predictions(["a"], ["1"], ["x"], Matrices.Labels([[false]]), Matrices.Scores([[0.5]]));
        Assert.Contains("label with positives", Assert.Throws<WorkbenchException>(() => Chart.PrCurves(nothing)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Calibration_stands_beside_what_it_should_be_and_what_a_temperature_makes_of_it()
    {
        var figure = Chart.Calibration(Predictions, new(2));
        Assert.Equal(3, figure.Panels[0].Traces.Length);
        Assert.Equal(CalibrationCurve.From(Predictions).TrueShares, ((LineTrace)figure.Panels[0].Traces[1]).Y);
        Assert.Matches(@"^Calibration: As trained expected error 0\.\d{3}; Temperature 2\.00 expected error 0\.\d{3}$", figure.Summary);
        Assert.Equal(12, ((LineTrace)figure.Panels[1].Traces[0]).Y.Sum());
    }

    [Fact]
    public void Confusions_are_told_in_per_cent()
    {
        var figure = Chart.Confusions(new(Predictions, Decisions.At(Predictions.Scores)));
        Assert.Equal("Genres taken for others among 3: most often Rock for Pop (100 %)", figure.Summary);
        var cells = Assert.IsType<HeatmapTrace>(figure.Panels[0].Traces[0]);
        Assert.Equal([100, 100, 0, 0, 50, 0], cells.Values.Cast<double>().Take(6));
        Assert.Contains("<svg", figure.ToSvg(), StringComparison.Ordinal);
    }
}
