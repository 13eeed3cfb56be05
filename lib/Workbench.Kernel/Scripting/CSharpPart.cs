namespace Workbench.Kernel.Scripting;

/// <summary>The C# of a cell that may hold other languages: what follows a line such as <c>#!sql</c> is none.</summary>
internal static class CSharpPart
{
    /// <summary>Directives after which C# goes on.</summary>
    private static readonly string[] Plain = ["csharp", "c#", "time", "who", "whos", "share", "set", "import"];

    /// <summary>The cell with blanks in the place of all that is no C#, so that positions stay.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">A place in it.</param>
    /// <returns>The C#, and whether the place is in it.</returns>
    public static (string Code, bool Contains) Of(string code, int position)
    {
        var part = code.ToCharArray();
        bool csharp = true, contains = true;
        for (var start = 0; start <= code.Length;)
        {
            var end = code.IndexOf('\n', start) is >= 0 and var at ? at : code.Length;
            var line = code.AsSpan(start, end - start).Trim();
            var directive = line.StartsWith("#!");
            if (directive)
                csharp = Plain.Contains(line[2..].ToString().Split(' ')[0]);
            if (directive || !csharp)
                part.AsSpan(start, end - start).Fill(' ');
            if (start <= position && position <= end)
                contains = csharp && !directive;
            start = end + 1;
        }
        return (new string(part), contains);
    }
}
