using Workbench.Tests.Reference;
using Workbench.Training.Kernels;
using Workbench.Training.Regularization;

namespace Workbench.Tests.Training.Regularization;

public class MixupTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    public void Shares_have_the_moments_of_a_beta_distribution(double alpha)
    {
        var rng = new Random(1);
        double[] shares = [.. Enumerable.Range(0, 20_000).Select(_ => new Mixup(alpha).Draw(rng))];
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        // Standard errors: 0.003 of the mean, 0.001 of the variance
        Assert.Equal(0.5, shares.Average(), 0.012);
        Assert.Equal(1 / (4 * (2 * alpha + 1)), shares.Average(share => (share - 0.5) * (share - 0.5)), 0.004);
    }

    [Fact]
    public void A_tiny_alpha_takes_one_or_the_other()
    {
        var rng = new Random(2);
        Assert.All(Enumerable.Range(0, 1000).Select(_ => new Mixup(1e-6).Draw(rng)), share => Assert.True(share is < 1e-9 or > 1 - 1e-9));
    }

    [Fact]
    public void Examples_of_several_rows_are_mixed_with_their_partner_and_so_are_the_targets()
    {
        const int Rows = 7, Examples = 5, Columns = 3;
        var input = Matrices.Random(Rows * Examples, Columns, new(4));
        var targets = new Matrix(Examples, 2);
        for (var i = 0; i < Examples; i++)
            targets.Row(i)[i % 2] = i;
        double[] before = [.. input.Values.ToArray()];
        Mixup.Apply(0.7, input, targets);
        for (var i = 0; i < before.Length; i++)
        {
            var (example, place) = (i / (Rows * Columns), i % (Rows * Columns));
            var partner = before[(Examples - 1 - example) * Rows * Columns + place];
            Assert.Equal(0.7 * before[i] + 0.3 * partner, input.Values[i], 1e-6); // float32
        }
        Assert.Equal([0.3f * 4, 0], targets.Row(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0, 0.7f + 0.9f], targets.Row(1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([2, 0], targets.Row(2).ToArray()); // the middle is its own partner
    }
}
