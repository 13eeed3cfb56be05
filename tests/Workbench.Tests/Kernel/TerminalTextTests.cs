using Workbench.Kernel.Documents;

namespace Workbench.Tests.Kernel;

public class TerminalTextTests
{
    [Theory]
    [InlineData("a\nb", "a\nb")]
    [InlineData("10%\r20%\r30%\n", "30%\n")]
    [InlineData("done\r\nnext\r\n", "done\nnext\n")]
    [InlineData("kept\r", "kept")]
    [InlineData("a\r\rb", "b")]
    [InlineData("x\n1\r2", "x\n2")]
    [InlineData("|\b/\b-", "-")]
    [InlineData("a\n\b\bb", "a\nb")]
    public void Lines_that_rewrite_themselves_show_their_last_state(string text, string final) =>
        Assert.Equal(final, TerminalText.Final(text));

    [Theory] // by the square of its length, one of these would take an hour
    [InlineData("x", 1)]
    [InlineData("\r", 0)]
    [InlineData("xy\b", 1)]
    [InlineData("\b", 0)]
    [InlineData("x\r\n", 2)]
    public void Long_texts_take_time_in_proportion_to_their_length(string part, int final)
    {
        const int count = 2_000_000;
        Assert.Equal((long)final * count, TerminalText.Final(string.Concat(Enumerable.Repeat(part, count))).Length);
    }
}
