using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Workbench.Recommendation.Vectors;

namespace Workbench.Tests.Recommendation.Vectors;

public unsafe class CodeProductTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(576)]
    public void Every_width_equals_the_plain_loop(int length)
    {
        var rng = new Random(length);
        for (var trial = 0; trial < 20; trial++)
        {
            var extreme = trial == 0; // the largest sums
            sbyte[] row = [.. Enumerable.Range(0, length).Select(_ => (sbyte)(extreme ? -127 : rng.Next(-127, 128)))];
            short[] query = [.. Enumerable.Range(0, length).Select(_ => (short)(extreme ? -29_000 : rng.Next(-29_000, 29_001)))];
            var expected = row.Zip(query, (a, b) => a * b).Sum();
            fixed (sbyte* codes = row)
            fixed (short* values = query)
            {
                Assert.Equal(expected, CodeProduct.Wide128(codes, values, length));
                if (Avx2.IsSupported)
                    Assert.Equal(expected, CodeProduct.Wide256(codes, values, length));
                if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated)
                    Assert.Equal(expected, CodeProduct.Wide512(codes, values, length));
                var products = new int[1];
                CodeProduct.Of(codes, values, length, products);
                Assert.Equal(expected, products[0]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(16_384)]
    public void Sums_of_products_fit_into_32_bits(int dimension)
    {
        ExtentLayout layout = new(dimension);
        var codes = new QueryCodes(Enumerable.Repeat(1 / MathF.Sqrt(dimension), dimension).ToArray(), layout).Values.Values;
        Assert.InRange(codes.ToArray().Sum(code => 127L * Math.Abs(code)), 1, int.MaxValue);
    }
}
