using Workbench.Figures;

namespace Workbench.Tests.Figures;

public class DecimationTests
{
    [Fact]
    public void Short_lines_stay_whole() => Assert.Equal(500, Decimation.Keep(new double[500], new double[500]).Length);

    [Fact]
    public void Peaks_ends_and_gaps_stay()
    {
        double[] x = [.. Enumerable.Range(0, 100_000)];
        double[] y = [.. x.Select(v => Math.Sin(v / 900))];
        (y[31_415], y[59_999], y[77_777]) = (9, -9, double.NaN);
        var kept = Decimation.Keep(x, y);
        Assert.InRange(kept.Length, 200, Decimation.MaxPoints);
        Assert.Equal(kept.Order().Distinct(), kept);
        Assert.All(new[] { 0, 31_415, 59_999, 77_777, 99_999 }, i => Assert.Contains(i, kept));
    }

    [Fact]
    public void The_steep_start_of_a_ROC_curve_keeps_its_shape()
    {
        double[] x = [.. Enumerable.Range(0, 20_001).Select(i => i / 20_000.0)];
        double[] y = [.. x.Select(v => Math.Pow(v, 0.1))];
        var kept = Decimation.Keep(x, y);
        var farthest = 0.0;
        for (var k = 1; k < kept.Length; k++)
            for (var i = kept[k - 1]; i < kept[k]; i++)
            {
                var along = (x[i] - x[kept[k - 1]]) / (x[kept[k]] - x[kept[k - 1]]);
                farthest = Math.Max(farthest, Math.Abs(y[i] - (y[kept[k - 1]] + along * (y[kept[k]] - y[kept[k - 1]]))));
            }
        Assert.InRange(farthest, 0, 0.01); // 4 of the 400 units of a plotting area; the line is 1.75 wide and nearly upright there
    }

    [Fact]
    public void A_line_that_is_all_gaps_keeps_a_gap()
    {
        var gaps = Enumerable.Repeat(double.NaN, 2000).ToArray();
        Assert.InRange(Decimation.Keep(gaps, gaps).Length, 1, Decimation.MaxPoints);
    }
}
