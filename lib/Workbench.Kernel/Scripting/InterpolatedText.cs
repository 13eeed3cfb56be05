namespace Workbench.Kernel.Scripting;

/// <summary>A string of C# in any of its forms, plain ones too: how far its text goes, and where code begins inside it.</summary>
/// <param name="Begin">Where its text begins.</param>
/// <param name="Quotes">How many quotes end it: three and more are a raw string's.</param>
/// <param name="Dollars">How many braces begin code; 0 where none do.</param>
/// <param name="IsVerbatim">Whether a backslash is one, and two quotes stand for one.</param>
internal readonly record struct InterpolatedText(int Begin, int Quotes, int Dollars, bool IsVerbatim)
{
    /// <summary>The string that begins at a place; null for none.</summary>
    public static InterpolatedText? Start(string code, int at)
    {
        var (dollars, verbatim) = (0, false);
        for (; at < code.Length && code[at] is '$' or '@'; at++)
            if (code[at] == '$')
                dollars++;
            else
                verbatim = true;
        var quotes = Run(code, at, '"');
        return quotes == 0 ? null
            : quotes >= 3 && !verbatim ? new(at + quotes, quotes, dollars, true)
            : new(at + 1, 1, dollars, verbatim);
    }

    /// <summary>Goes through the text.</summary>
    /// <param name="code">The code.</param>
    /// <param name="at">A place in the text.</param>
    /// <returns>The place behind the end of the string, or behind the braces where code begins in it.</returns>
    public int Skip(string code, int at)
    {
        while (at < code.Length)
            switch (code[at])
            {
                case '"' when Quotes > 1 || !IsVerbatim || Run(code, at, '"') % 2 == 1:
                    var run = Run(code, at, '"');
                    at += Quotes > 1 || IsVerbatim ? run : 1;
                    if (run >= Quotes)
                        return at;
                    break;
                case '"':
                    at += Run(code, at, '"');
                    break;
                case '\\' when !IsVerbatim:
                    at += 2;
                    break;
                case '\n' when !IsVerbatim && Dollars == 0:
                    return at; // it is not closed
                case '{' when Dollars > 0:
                    var braces = Run(code, at, '{');
                    at += braces;
                    if (Quotes > 1 ? braces >= Dollars : braces % 2 == 1)
                        return at;
                    break;
                default:
                    at++;
                    break;
            }
        return code.Length;
    }

    private static int Run(string code, int at, char what)
    {
        var end = at;
        while (end < code.Length && code[end] == what)
            end++;
        return end - at;
    }
}
