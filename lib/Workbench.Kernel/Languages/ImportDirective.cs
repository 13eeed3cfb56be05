using System.Globalization;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary><c>#!import FILE</c>: runs the code of another notebook or file as if it stood here.</summary>
internal sealed class ImportDirective : IDirective
{
    private static readonly Dictionary<string, string> LanguageOfExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".cs"] = "csharp",
        [".csx"] = "csharp",
        [".fs"] = "fsharp",
        [".fsx"] = "fsharp",
        [".html"] = "html",
        [".js"] = "javascript",
        [".md"] = "markdown",
        [".mmd"] = "mermaid",
        [".sql"] = "sql",
    };

    private static readonly string[] NotebookExtensions = [".ipynb", ".dib"];

    public IReadOnlyList<string> Names { get; } = ["import"];

    public Action? Run(CellDirective directive, ILanguage language, CellContext cell)
    {
        directive.Expect("#!import FILE", 1);
        Import(directive.Arguments[0], directive, cell);
        return null;
    }

    /// <summary>Runs a file; relative paths start at the notebook's folder.</summary>
    /// <exception cref="CodeException">There is no such file, or its code fails.</exception>
    private static void Import(string file, CellDirective directive, CellContext cell)
    {
        var path = Path.GetFullPath(file, cell.Languages.BaseDirectory);
        var importing = cell.Languages.Importing;
        if (importing.Contains(path))
            throw directive.Wrong($"{file} imports itself");
        importing.Push(path);
        try
        {
            foreach (var (code, name, language) in Cells(file, path, directive))
                Run(code, name, language, directive, cell);
        }
        finally
        {
            importing.Pop();
        }
    }

    private static void Run(string code, string name, string? language, CellDirective directive, CellContext cell)
    {
        try
        {
            CellLanguages.Show(cell.Languages.Run(code, name, language, cell), cell);
        }
        catch (Exception error) when (error is not (OperationCanceledException or ThreadInterruptedException))
        {
            var inside = CellErrors.Exception(error, name);
            var place = inside.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{name} line {line}") : name;
            throw new CodeException(inside with { Message = $"{place}: {inside.Message}", Line = directive.Line });
        }
    }

    private static IEnumerable<(string Code, string Name, string? Language)> Cells(string file, string path, CellDirective directive)
    {
        try
        {
            var name = Path.GetFileName(path);
            if (NotebookExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                var document = NotebookDocument.Read(path);
                return [.. document.Cells.Where(cell => cell.Kind == CellKind.Code)
                    .Select((cell, i) =>
                        (cell.Source, string.Create(CultureInfo.InvariantCulture, $"{name} cell {i + 1}"), document.LanguageOf(cell)))];
            }
            if (!LanguageOfExtension.TryGetValue(Path.GetExtension(path), out var language))
                throw directive.Wrong($"{file} cannot be imported; what can ends in "
                    + string.Join(", ", NotebookExtensions.Concat(LanguageOfExtension.Keys)));
            return [(NotebookText.Read(path), name, language)];
        }
        catch (NotebookException error)
        {
            throw directive.Wrong(error.Message);
        }
    }
}
