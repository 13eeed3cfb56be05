using System.Text;

namespace Workbench.Kernel.Jupyter;

/// <summary>Positions in code: the protocol counts Unicode code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 offset of that many code points, at most the text's length.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var offset = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (codePoints-- <= 0)
                break;
            offset += rune.Utf16SequenceLength;
        }
        return offset;
    }

    /// <summary>How many code points stand before that UTF-16 offset.</summary>
    public static int FromUtf16(string text, int offset) => text.AsSpan(0, offset).EnumerateRunes().Count();

    private static int Count(this SpanRuneEnumerator runes)
    {
        var count = 0;
        foreach (var _ in runes)
            count++;
        return count;
    }
}
