namespace Workbench.Kernel.Languages;

/// <summary>A stretch of a cell: one directive, or the lines of code up to the next.</summary>
/// <param name="Directive">The directive; null for code.</param>
/// <param name="Code">The code, below as many empty lines as there are lines above it; empty for a directive.</param>
internal sealed record CellPart(CellDirective? Directive, string Code)
{
    /// <summary>Takes a cell apart.</summary>
    /// <param name="code">The cell's source.</param>
    public static IEnumerable<CellPart> Split(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal))
            return [new(null, code)];
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        var parts = new List<CellPart>();
        var first = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            var directive = i < lines.Length ? CellDirective.Parse(lines[i], i + 1) : null;
            if (directive is null && i < lines.Length)
                continue;
            if (lines[first..i].Any(line => !string.IsNullOrWhiteSpace(line)))
                parts.Add(new(null, new string('\n', first) + string.Join('\n', lines[first..i])));
            if (directive is not null)
                parts.Add(new(directive, ""));
            first = i + 1;
        }
        return parts;
    }
}
