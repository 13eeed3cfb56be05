using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Tests.Evaluation;

public class RepeatedDifferenceTests
{
    // Two-sided 95 % and 90 % points of tables, for instance of the NIST/SEMATECH handbook (1.3.6.7.2), to the digits printed there.
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 9, 2.262)]
    [InlineData(0.975, 100, 1.984)]
    [InlineData(0.95, 3, 2.353)]
    [InlineData(0.95, 30, 1.697)]
    public void Quantiles_of_Students_t_are_those_of_the_tables(double share, int freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(share, freedom), 0.0005);

    [Fact]
    public void The_interval_is_that_of_Nadeau_and_Bengio()
    {
        var difference = RepeatedDifference.Of([0.01, 0.02, 0.03], evaluatedShare: 0.25);
        // 0.02 -+ t(0.975, 2) * sqrt(1/3 + 1/4) * 0.01, with t = 4.30265273
        Assert.Equal((0.02, -0.0128621, 0.0528621, 3), (Math.Round(difference.Difference.Estimate, 7),
            Math.Round(difference.Difference.Low, 7), Math.Round(difference.Difference.High, 7), difference.SplitCount));
        Assert.Equal("No difference shown: A minus B is 0.020 [-0.013, 0.053], mean over 3 splits, paired", difference.Verdict("A", "B"));
        Assert.Equal("B better than A by 0.020 [0.007, 0.033], mean over 5 splits, paired",
            RepeatedDifference.Of([-0.01, -0.01, -0.02, -0.03, -0.03], evaluatedShare: 0.025).Verdict("A", "B"));
    }

    [Fact]
    public void One_split_alone_says_nothing_of_others() => Assert.StartsWith("An interval over splits needs two of them",
        Assert.Throws<WorkbenchException>(() => RepeatedDifference.Of([0.1], 0.25)).Message, StringComparison.Ordinal);
}
