using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class DotProductTests
{
    [Fact]
    public void Every_length_equals_the_plain_loop()
    {
        var rng = new Random(9);
        for (var length = 0; length < 140; length++)
        {
            float[] a = [.. Enumerable.Range(0, length).Select(_ => (float)rng.Next(-9, 10))];
            float[] b = [.. Enumerable.Range(0, length).Select(_ => (float)rng.Next(-9, 10))];
            Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), DotProduct.Of(a, b)); // whole numbers: exact in any order
        }
    }

    [Fact]
    public void Lengths_that_differ_are_refused() => Assert.Throws<ArgumentException>(() => DotProduct.Of([1, 2], [1]));
}
