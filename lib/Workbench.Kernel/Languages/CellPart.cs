namespace Workbench.Kernel.Languages;

/// <summary>
/// A stretch of a cell: one directive, or the lines of code up to the next. What runs, reports and edits cells sees them as these parts,
/// which together, a line end between each two, are the whole cell.
/// </summary>
/// <param name="Directive">The directive; null for code.</param>
/// <param name="Language">What the language of the code is called; for a directive, that of the code after it.</param>
/// <param name="Start">Where in the cell it starts, in UTF-16 units.</param>
/// <param name="LinesAbove">How many lines of the cell are above it.</param>
/// <param name="Text">Its lines, without the end of the last.</param>
internal sealed record CellPart(CellDirective? Directive, string Language, int Start, int LinesAbove, string Text)
{
    /// <summary>Whether it is code in C#.</summary>
    public bool IsCSharp => Directive is null && CSharpLanguage.IsNamed(Language);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>The code below as many empty lines as there are lines above it, so that its lines have the cell's numbers.</summary>
    public string Code => new string('\n', LinesAbove) + Text;

    /// <summary>Takes a cell apart.</summary>
    /// <param name="code">The cell's source.</param>
    /// <param name="language">The language of its first lines; C# if null.</param>
    public static IReadOnlyList<CellPart> Split(string code, string? language = null)
    {
        var parts = new List<CellPart>();
        var chosen = language ?? CSharpLanguage.Name;
        var lines = code.Split('\n');
        int firstLine = 0, start = 0, at = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            var directive = i < lines.Length ? CellDirective.Parse(lines[i], i + 1) : null;
            if ((directive is not null || i == lines.Length) && firstLine < i)
                parts.Add(new(null, chosen, start, firstLine, code[start..(at - 1)]));
            if (directive is not null)
            {
                chosen = directive.KeepsLanguage ? chosen : directive.Name;
                parts.Add(new(directive, chosen, at, i, lines[i]));
                (firstLine, start) = (i + 1, at + lines[i].Length + 1);
            }
            at += i < lines.Length ? lines[i].Length + 1 : 0;
        }
        return parts;
    }
}
