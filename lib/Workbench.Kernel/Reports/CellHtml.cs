using System.Net;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Reports;

/// <summary>The code of a cell: C# with its parts marked, other languages as they are.</summary>
internal static class CellHtml
{
    /// <summary>Renders a cell.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="language">The language of its first lines; C# if null.</param>
    public static string Render(string source, string? language) => string.Join('\n', CellPart.Split(source, language)
        .Select(part => part.IsCSharp ? CSharpHtml.Render(part.Text)
            : part.Directive is null ? WebUtility.HtmlEncode(part.Text)
            : $"<span class=\"k\">{WebUtility.HtmlEncode(part.Text)}</span>"));
}
