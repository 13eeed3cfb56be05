using MathNet.Numerics.Statistics;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

public class SummaryTests
{
    [Fact]
    public void Statistics_are_those_of_MathNet()
    {
        Random random = new(1);
        for (var count = 3; count < 200; count++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)Math.Exp(3 * random.NextDouble()))];
            double[] doubles = [.. values.Select(v => (double)v)];
            var summary = Summary.Of(values);
            Assert.Equal(doubles.PopulationKurtosis(), summary[Statistic.Kurtosis], 1e-9);
            Assert.Equal(doubles.Max(), summary[Statistic.Max]);
            Assert.Equal(doubles.Mean(), summary[Statistic.Mean], 1e-9);
            Assert.Equal(doubles.Median(), summary[Statistic.Median]);
            Assert.Equal(doubles.Min(), summary[Statistic.Min]);
            Assert.Equal(doubles.PopulationSkewness(), summary[Statistic.Skew], 1e-9);
            Assert.Equal(doubles.PopulationStandardDeviation(), summary[Statistic.Std], 1e-9);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(-80.3f)]
    public void Skewness_and_kurtosis_of_a_constant_are_0(float constant)
    {
        float[] values = [.. Enumerable.Repeat(constant, 1001)];
        var summary = Summary.Of(values);
        Assert.Equal((0.0, 0.0), (summary.Skew, summary.Kurtosis));
        Assert.Equal((constant, constant, constant), ((float)summary.Min, (float)summary.Median, (float)summary.Max));
        Assert.Equal(0, summary.Std, 1e-12);
    }

    [Fact]
    public void The_median_is_right_among_many_equal_values()
    {
        Random random = new(2);
        for (var count = 1; count < 100; count++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(4))];
            var sorted = values.Order().ToArray();
            Assert.Equal((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, Selection.Median(values));
        }
    }
}
