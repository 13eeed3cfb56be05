using Workbench.Kernel.Jupyter;

namespace Workbench.Tests.Kernel.Jupyter;

public class CodePointsTests
{
    /// <summary>Python 3.11.2: <c>len(text[:n].encode('utf-16-le')) // 2</c>.</summary>
    [Theory]
    [InlineData("var x", 3, 3)]
    [InlineData("\"\U0001d11e\".Len", 3, 4)]
    [InlineData("\U0001f3b5\U0001f3b8a", 2, 4)]
    [InlineData("e\u0301", 2, 2)]
    public void Places_are_those_that_Python_counts(string text, int codePoints, int utf16)
    {
        Assert.Equal(utf16, CodePoints.ToUtf16(text, codePoints));
        Assert.Equal(codePoints, CodePoints.FromUtf16(text, utf16));
    }

    [Fact]
    public void A_place_behind_the_end_is_the_end() => Assert.Equal(4, CodePoints.ToUtf16("a\U0001d11eb", 99));
}
