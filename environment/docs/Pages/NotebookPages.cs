using System.Text;
using System.Text.RegularExpressions;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Reports;

namespace Workbench.Docs.Pages;

/// <summary>The notebooks, with the outputs that they hold.</summary>
internal static partial class NotebookPages
{
    /// <summary>What stands above the list of them.</summary>
    public const string Introduction = "The notebooks of the folder `notebooks`, one question each, with the outputs that they hold: text, "
        + "tables and figures; players are in the notebooks alone. `workbench run notebooks` runs them all, and each runs top to bottom "
        + "in VS Code and Jupyter, on the demo corpus or on your own music.";

    /// <summary>A page a notebook, in the order of their names.</summary>
    public static IEnumerable<MadePage> Make(DocsFolders folders) =>
        from path in Directory.EnumerateFiles(Path.Combine(folders.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)
        let document = NotebookDocument.Read(path)
        select new MadePage($"tutorial/{Path.GetFileNameWithoutExtension(path)}", Markdown(document));

    private static string Markdown(NotebookDocument document)
    {
        var page = new StringBuilder();
        var outputs = new OutputHtml(new(Path.GetDirectoryName(document.Path)!));
        foreach (var cell in document.Cells)
            if (cell.Kind == CellKind.Markdown)
                page.Append(NotebookLink().Replace(cell.Source.ReplaceLineEndings("\n"), "]($1.md)")).Append("\n\n");
            else
                AppendCode(page, cell, outputs);
        return page.ToString();
    }

    /// <summary>Appends a cell of code and what it showed.</summary>
    public static void AppendCode(StringBuilder page, NotebookCell cell, OutputHtml outputs)
    {
        page.Append($"```csharp\n{cell.Source.ReplaceLineEndings("\n").TrimEnd()}\n```\n");
        foreach (var output in cell.Outputs)
            page.Append(HtmlBlock.Of("cell", outputs.Render(output!.AsObject())));
        page.Append('\n');
    }

    [GeneratedRegex(@"\]\(([\w-]+)\.ipynb\)")]
    private static partial Regex NotebookLink();
}
