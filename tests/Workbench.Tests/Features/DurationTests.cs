using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Tests.Features;

public class DurationTests
{
    [Theory]
    [InlineData(33_075, 1.5)]
    [InlineData(22_051, 22_051 / 22_050.0)]
    public void A_clip_is_as_long_as_its_samples(int sampleCount, double seconds)
    {
        FeatureSpec spec = new() { Features = [new Duration()], Statistics = [Statistic.Mean, Statistic.Std] };
        var row = new FeatureExtractor(spec).Extract(new AudioClip(22_050, new float[sampleCount]));
        Assert.Equal(["duration_mean_01", "duration_std_01"], row.ColumnNames);
        Assert.Equal([(float)seconds, 0], row.Row(0));
    }
}
