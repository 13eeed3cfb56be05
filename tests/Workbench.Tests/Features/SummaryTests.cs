using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Statistics;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

public class SummaryTests
{
    [Fact]
    public void Statistics_are_those_of_MathNet()
    {
        var rows = from seed in Gen.Choose(0, 10_000)
                   from count in Gen.Choose(3, 400) // MathNet has no skewness of two
                   from levels in Gen.Elements(2, 7, 1_000_000) // few levels: many equal values
                   from exponent in Gen.Choose(-30, 30)
                   from offset in Gen.Elements(0, -1, 100)
                   select (Seed: seed, Count: count, Levels: levels, Scale: Math.Pow(10, exponent), Offset: offset);
        Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(500), Prop.ForAll(Arb.From(rows), row =>
        {
            Random rng = new(row.Seed);
            float[] values = [.. Enumerable.Range(0, row.Count)
                .Select(_ => (float)(row.Scale * (row.Offset + Math.Exp(4.0 * rng.Next(row.Levels) / row.Levels))))];
            double[] doubles = [.. values.Select(v => (double)v)];
            var summary = Summary.Of(values);
            var largest = doubles.Max(Math.Abs);
            Close(doubles.Max(), summary[Statistic.Max], 0);
            Close(doubles.Min(), summary[Statistic.Min], 0);
            Close(doubles.Median(), summary[Statistic.Median], 0);
            Close(doubles.Mean(), summary[Statistic.Mean], 1e-12 * largest);
            Close(doubles.PopulationStandardDeviation(), summary[Statistic.Std], 1e-12 * largest);
            if (doubles.Max() == doubles.Min())
                return summary.Skew == 0 && summary.Kurtosis == 0; // where MathNet, like SciPy, has NaN
            // Powers of small differences from a mean of 100.
            Close(doubles.PopulationSkewness(), summary[Statistic.Skew], 1e-8 * (1 + row.Count));
            Close(doubles.PopulationKurtosis(), summary[Statistic.Kurtosis], 1e-8 * (1 + row.Count));
            return true;
        }));

        static void Close(double expected, double actual, double tolerance) =>
            Assert.True(Math.Abs(expected - actual) <= tolerance, $"{actual} instead of {expected}");
    }

    [Fact]
    public void Rows_that_are_all_but_constant_have_the_moments_of_SciPy()
    {
        // SciPy 1.10.1 on the float32 values as float64
        var row = Summary.Of([.. Enumerable.Repeat(0.1f, 1000), MathF.BitIncrement(0.1f)]);
        Assert.Equal((31.59115375033542, 996.0009968515546), (row.Skew, row.Kurtosis), Approximately(1e-6));
        Assert.Equal(2.353726730962659e-10, row.Std, 1e-16);
        var huge = Summary.Of([1e30f, 2e30f, 4e30f, 4e30f]);
        Assert.Equal((-0.21383343303319477, -1.7201646090534979), (huge.Skew, huge.Kurtosis), Approximately(1e-12));
        var denormal = Summary.Of([1e-40f, 2e-40f, 4e-40f, 4e-40f]);
        Assert.Equal((-0.21383556383508479, -1.720161875233966), (denormal.Skew, denormal.Kurtosis), Approximately(1e-12));

        static EqualityComparer<(double, double)> Approximately(double relative) => EqualityComparer<(double, double)>.Create(
            (a, b) => Math.Abs(a.Item1 - b.Item1) <= relative * Math.Abs(a.Item1)
                && Math.Abs(a.Item2 - b.Item2) <= relative * Math.Abs(a.Item2), _ => 0);
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
    public void The_median_of_zeros_of_either_sign_is_0()
    {
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(Selection.Median([-0f, -0f, -0f])));
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(Selection.Median([-0f, 0f, -1f, 1f])));
    }
}
