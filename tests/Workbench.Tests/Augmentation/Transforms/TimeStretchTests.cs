using Workbench.Augmentation.Transforms;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation.Transforms;

public class TimeStretchTests
{
    [Theory]
    [InlineData(0.9, 11_111)]
    [InlineData(1.1, 9091)]
    [InlineData(2, 5000)]
    public void A_rate_divides_the_length(double rate, int expected) =>
        Assert.Equal(expected,
            new TimeStretch(rate, rate).Draw(new(1))
                .Apply(Signals.Noise(10_000, seed: 1), TestContext.Current.CancellationToken).SampleCount);
}
