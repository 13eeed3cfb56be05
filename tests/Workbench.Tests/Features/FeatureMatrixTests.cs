using Workbench.Features;

namespace Workbench.Tests.Features;

public class FeatureMatrixTests
{
    [Fact]
    public void Values_that_do_not_fill_the_rows_are_refused() =>
        Assert.Contains("5 values do not fill rows of 3 columns",
            Assert.Throws<ArgumentException>(() => new FeatureMatrix(["a", "b", "c"], new float[5])).Message, StringComparison.Ordinal);
}
