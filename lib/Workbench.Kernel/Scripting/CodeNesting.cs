namespace Workbench.Kernel.Scripting;

/// <summary>
/// How deeply C# is nested. The compiler follows nesting by recursion, not everywhere with an eye on the stack, whose end is that of the
/// process: what is nested more deeply than code of people and most programs is refused before the compiler sees it.
/// </summary>
internal static class CodeNesting
{
    /// <summary>The most brackets and type arguments inside each other.</summary>
    public const int MostBrackets = 500;

    /// <summary>The most interpolated strings inside each other, which the compiler reads again for each.</summary>
    public const int MostStrings = 8;

    /// <summary>The most operators of those in one expression that the compiler follows by recursion.</summary>
    public const int MostOperators = 1000;

    /// <summary>Where code gets too deep; null where it does not.</summary>
    /// <param name="code">C#, right or wrong.</param>
    /// <returns>A place in it, in UTF-16 units.</returns>
    public static int? TooDeepAt(string code)
    {
        var holes = new Stack<(int Depth, InterpolatedText Text)>(); // of the interpolated strings that the place is in
        int depth = 0, angles = 0, operators = 0;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '/' when At(code, i + 1) == '/':
                    i = End(code, "\n", i);
                    break;
                case '/' when At(code, i + 1) == '*':
                    i = End(code, "*/", i + 2) + 1;
                    break;
                case '\'' when At(code, i + 1) == '\\' || At(code, i + 2) == '\'':
                    i = End(code, "'", At(code, i + 1) == '\\' ? i + 3 : i + 1);
                    break;
                case '"' or '$' or '@' when InterpolatedText.Start(code, i) is { } text:
                    i = text.Skip(code, text.Begin) - 1;
                    if (At(code, i) == '{')
                        holes.Push((++depth, text));
                    break;
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                case '{':
                    (depth, angles, operators) = (depth + 1, 0, 0);
                    break;
                case '}':
                    (angles, operators) = (0, 0);
                    if (holes.TryPeek(out var hole) && hole.Depth >= depth)
                    {
                        i = hole.Text.Skip(code, i + 1) - 1;
                        if (At(code, i) == '{')
                            continue; // the next hole of the same string
                        holes.Pop();
                    }
                    depth--;
                    break;
                case ';':
                    (angles, operators) = (0, 0);
                    break;
                case ',':
                    operators = 0;
                    break;
                case '<':
                    (angles, operators) = (angles + 1, operators + 1);
                    break;
                case '>':
                    angles--;
                    break;
                case '?' or '!' or '*' or ':':
                    operators++;
                    break;
            }
            (depth, angles) = (Math.Max(0, depth), Math.Max(0, angles));
            if (depth + angles > MostBrackets || holes.Count > MostStrings || operators > MostOperators)
                return i;
        }
        return null;
    }

    private static char At(string code, int i) => i < code.Length ? code[i] : '\0';

    private static int End(string code, string mark, int from) =>
        from < code.Length && code.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var end ? end : code.Length;
}
