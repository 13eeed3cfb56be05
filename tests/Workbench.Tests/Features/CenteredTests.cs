using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

public class CenteredTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_share_of_every_bands_mean_is_taken_off_and_nothing_else_changes(double share)
    {
        FeatureSpec spec = new() { Features = [new LogMel(8), new Centered(new LogMel(8), share)], Statistics = [] };
        var frames = new FeatureExtractor(spec).Extract(Rhythm.Clicks(2, [0.3, 0.9, 1.1]));
        Assert.Equal("logmel_centered_08", frames.ColumnNames[^1]);
        for (var band = 0; band < 8; band++)
        {
            double[] values = Column(band), centered = Column(8 + band);
            Assert.NotEqual(values.Min(), values.Max());
            var mean = values.Average();
            // float32 of at most 80 dB
            Assert.All(values.Zip(centered), pair => Assert.Equal(pair.First - share * mean, pair.Second, 1e-5));
        }

        double[] Column(int column) => [.. Enumerable.Range(0, frames.RowCount).Select(row => (double)frames[row, column])];
    }

    [Fact]
    public void What_only_scales_the_sound_is_not_heard_in_centred_decibels()
    {
        var clicks = Rhythm.Clicks(2, [0.3, 0.9, 1.1]);
        FeatureSpec spec = new() { Features = [new Centered(new LogMel(8))], Statistics = [] };
        var (loud, quiet) = (new FeatureExtractor(spec).Extract(clicks),
            new FeatureExtractor(spec).Extract(new(clicks.SampleRate, [.. clicks.Channel(0).ToArray().Select(v => v / 4)])));
        for (var i = 0; i < loud.RowCount; i++)
            for (var band = 0; band < 8; band++)
                Assert.Equal(loud[i, band], quiet[i, band], 1e-3f); // decibels; the quarter is exact, its logarithm is not
    }

    [Fact]
    public void Bad_shares_and_bad_features_are_refused()
    {
        FeatureSpec spec = new() { Features = [new Centered(new Mfcc(0), 1.5)] };
        var message = Assert.Throws<InvalidSpecException>(spec.Validate).Message;
        Assert.Contains("Centered share 1.5 must be more than 0 and at most 1", message, StringComparison.Ordinal);
        Assert.Contains("Mfcc coefficients 0", message, StringComparison.Ordinal);
        Assert.Throws<InvalidSpecException>(() => SpecJson.Read<FeatureSpec>("""{"features": [{"kind": "centered"}]}"""));
    }
}
