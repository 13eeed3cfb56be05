using Workbench.Datasets;
using Workbench.Features;
using Workbench.Tests.Reference;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training.Scaling;

/// <summary>
/// Beside scikit-learn 1.2.1: <c>QuantileTransformer(output_distribution="normal")</c>, with as
/// many quantiles as rows where there are fewer than 1,000.
/// </summary>
public class QuantileTransformerTests
{
    private const double Float32 = 1e-6;

    [Fact]
    public void Values_between_among_and_beyond_those_of_the_training_part_are_scikit_learns()
    {
        float[][] features =
        [
            // Learned from.
            [0, 0.1f, 3], [1, 0.1f, 3], [1, 0.2f, 3], [1, 0.4f, 3], [2, 0.8f, 3], [3, 1.6f, 3], [3, 3.2f, 3], [5, 6.4f, 3], [1000, 900, 3],
            [0, -5, 3], [1, 0.1f, 3], [1.5f, 0.3f, 3], [3, 0.8f, 3], [500, 600, 3], [1000, 900, 2], [4000, 0.15f, 4],
        ];
        var (train, validation) = TrainingSamples.Parts(features,
            [.. features.Select((_, i) => new[] { i % 2 == 0 ? "a" : "b" })], trainCount: 9);
        var scaler = Scaler.Fit(train, ScalerKind.Quantile);
        double[][] expected =
        [
            [-5.19933758, -5.19933758], [-0.67448975, -5.19933758], [-0.15731068, -0.4887764], [0.48877641, 0], [1.53157178, 1.7283239],
            [5.19933758, 5.19933758], [5.19933758, -0.88714654],
        ];
        for (var row = 0; row < expected.Length; row++)
        {
            float[] values = validation.Features.Row(row).ToArray();
            scaler.Transform(values, values);
            Assert.Equal(expected[row][0], values[0], Float32);
            Assert.Equal(expected[row][1], values[1], Float32);
            Assert.Equal(0, values[2]); // scikit-learn gives a constant column -5.2
        }
    }

    [Fact]
    public void Of_many_songs_a_thousand_quantiles_are_kept()
    {
        float[][] features = [.. Enumerable.Range(0, 2500).Select(i => new[] { MathF.Pow(i * 7919 % 2503, 2) })];
        var (train, _) = TrainingSamples.Parts(features, [.. features.Select(_ => new[] { "a" })], trainCount: 2500);
        var scaler = QuantileTransformer.Fit(train);
        Assert.Equal(1000, scaler.QuantileCount);
        Assert.Equal([0, 6.50750751f, 25.03303303f, 56.56756757f, 100.12612613f], scaler.Quantiles(0)[..5].ToArray());
        float[] values = [3.5f, 900, 1e5f, 1.5e6f, 3e6f, 6.2e6f];
        double[] expected = [-3.26966284, -2.25698982, -1.14289714, -0.024833937, 0.502371974, 2.58919348];
        for (var i = 0; i < values.Length; i++)
        {
            scaler.Transform(values.AsSpan(i, 1), values.AsSpan(i, 1));
            Assert.Equal(expected[i], values[i], Float32);
        }
    }

    [Fact]
    public void Of_songs_of_frames_every_frame_counts()
    {
        var frames = new ClipFrames(new(["low"], [.. Enumerable.Range(0, 500).Select(i => (float)i)]));
        var part = new TrainingPart(
            new(new("made", "", [new() { Id = "a", AudioPath = "a.wav", Labels = ["a"] }], []), FeatureSpec.LogMel(1), frames), [0]);
        Assert.Equal([.. Enumerable.Range(0, 500).Select(i => (float)i)], QuantileTransformer.Fit(part).Quantiles(0).ToArray());
    }

    [Theory] // scipy 1.10.1: norm.ppf
    [InlineData(1e-300, -37.047096299361201)]
    [InlineData(1e-20, -9.2623400897984087)]
    [InlineData(1e-7, -5.1993375821928165)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(0.074, -1.4466320671589785)]
    [InlineData(0.0751, -1.4388253927525403)]
    [InlineData(0.3, -0.52440051270804089)]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.999999, 4.7534243088170873)]
    public void The_normal_distribution_is_scipys(double share, double expected) =>
        Assert.Equal(expected, StandardNormal.Quantile(share), 1e-14 * Math.Max(1, Math.Abs(expected)));

    [Theory] // Python 3.11: math.erfc(z / math.sqrt(2)) / 2
    [InlineData(-8, 0.9999999999999993)]
    [InlineData(-1, 0.8413447460685429)]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145707)]
    [InlineData(3.5, 0.00023262907903552504)]
    [InlineData(6, 9.865876450377012e-10)]
    [InlineData(7.2, 3.0106279811174455e-13)]
    [InlineData(10, 7.619853024160593e-24)]
    [InlineData(30, 4.906713927148764e-198)]
    public void The_upper_tail_of_the_normal_distribution_is_Pythons(double value, double expected) =>
        Assert.Equal(expected, StandardNormal.UpperTail(value), 1e-8 * expected); // what the approximation has
}
