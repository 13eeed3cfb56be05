namespace Workbench.Kernel.Languages;

/// <summary>The C# of a cell that may hold other languages, for editors.</summary>
internal static class CSharpPart
{
    /// <summary>The cell with blanks in the place of all that is no C#, so that positions stay.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">A place in it.</param>
    /// <param name="languages">Those that its directives can choose.</param>
    /// <returns>The C#, and whether the place is in it.</returns>
    public static (string Code, bool Contains) Of(string code, int position, CellLanguages languages)
    {
        var part = code.ToCharArray();
        bool csharp = true, contains = true;
        for (var start = 0; start <= code.Length;)
        {
            var end = code.IndexOf('\n', start) is >= 0 and var at ? at : code.Length;
            var directive = CellDirective.Parse(code[start..end].TrimEnd('\r'), 1);
            if (directive is not null && languages.Find(directive.Name) is { } language)
                csharp = language is CSharpLanguage;
            if (directive is not null || !csharp)
                part.AsSpan(start, end - start).Fill(' ');
            if (start <= position && position <= end)
                contains = csharp && directive is null;
            start = end + 1;
        }
        return (new string(part), contains);
    }
}
