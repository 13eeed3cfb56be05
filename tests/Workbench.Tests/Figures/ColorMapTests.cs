using Workbench.Figures;

namespace Workbench.Tests.Figures;

public class ColorMapTests
{
    // From d3-scale-chromatic 3.1.1, whose tables are matplotlib's, between the anchors. The tolerances are the largest
    // distances over all 256 entries.
    [Theory]
    [InlineData(1, 0x010005)]
    [InlineData(50, 0x390F6E)]
    [InlineData(100, 0x892881)]
    [InlineData(128, 0xB73779)]
    [InlineData(200, 0xFD9869)]
    public void Magma_is_that_of_matplotlib(int index, int expected) => AssertNear(ColorMap.Magma, index, expected, tolerance: 3);

    [Theory]
    [InlineData(1, 0x440256)]
    [InlineData(50, 0x414287)]
    [InlineData(100, 0x2A768E)]
    [InlineData(128, 0x21918C)]
    [InlineData(200, 0x70CF57)]
    public void Viridis_is_that_of_matplotlib(int index, int expected) => AssertNear(ColorMap.Viridis, index, expected, tolerance: 7);

    private static void AssertNear(ColorMap map, int index, int expected, int tolerance)
    {
        var (red, green, blue) = map.At(index / 255.0);
        Assert.InRange(red - (expected >> 16), -tolerance, tolerance);
        Assert.InRange(green - ((expected >> 8) & 0xFF), -tolerance, tolerance);
        Assert.InRange(blue - (expected & 0xFF), -tolerance, tolerance);
    }
}
