using Workbench.Datasets;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Tests.Training.Losses;

public class BinaryCrossEntropyTests
{
    [Theory]
    [InlineData(0, 1, 1, 0.69314718055994531, -0.5)] // log 2
    [InlineData(0, 1, 3, 3 * 0.69314718055994531, -1.5)]
    [InlineData(0, 0, 3, 0.69314718055994531, 0.5)] // the weight is for positives only
    [InlineData(-1e4, 1, 1, 1e4, -1)] // neither log 0 nor an overflow
    [InlineData(1e4, 1, 1, 0, 0)]
    [InlineData(1e4, 0, 1, 1e4, 1)]
    public void One_logit_has_the_loss_and_the_slope_of_the_closed_form(double logit, double target, double weight,
        double loss, double slope)
    {
        Matrix z = new(1, 1), y = new(1, 1), gradient = new(1, 1);
        (z.Values[0], y.Values[0]) = ((float)logit, (float)target);
        Assert.Equal(loss, new BinaryCrossEntropy.State([weight]).Compute(z, y, gradient), 1e-12);
        Assert.Equal(slope, gradient.Values[0], 1e-7); // float32
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(800, 1)]
    [InlineData(-800, 0)]
    [InlineData(-40, 4.248354255291589e-18)]
    public void Probabilities_are_exact_at_both_ends(double logit, double probability) =>
        Assert.Equal(probability, Probabilities.Sigmoid(logit), 1e-30);

    [Fact]
    public void Balanced_weights_are_negatives_over_positives()
    {
        var labels = new LabelMatrix(4, 3);
        labels[0, 0] = true;
        for (var row = 0; row < 4; row++)
            (labels[row, 1], labels[row, 2]) = (row < 2, true);
        // 1 where there are no negatives
        Assert.Equal([3, 1, 1], new BinaryCrossEntropy(PositiveWeighting.Balanced).PositiveWeights(labels));
        Assert.Equal([1, 1, 1], new BinaryCrossEntropy().PositiveWeights(labels));
    }
}
