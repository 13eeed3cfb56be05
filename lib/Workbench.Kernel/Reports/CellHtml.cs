using System.Net;
using System.Text;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Reports;

/// <summary>The code of a cell: C# with its parts marked, other languages as they are.</summary>
internal static class CellHtml
{
    /// <summary>Renders a cell.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="language">The language of its first lines; C# if null.</param>
    public static string Render(string source, string? language)
    {
        var html = new StringBuilder();
        var lines = source.Split('\n');
        var isCSharp = language is null || CSharpLanguage.IsNamed(language);
        var first = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            var directive = i < lines.Length ? CellDirective.Parse(lines[i], i + 1) : null;
            if (directive is null && i < lines.Length)
                continue;
            var code = string.Concat(lines[first..i].Select((line, j) => first + j == lines.Length - 1 ? line : line + "\n"));
            html.Append(isCSharp ? CSharpHtml.Render(code) : WebUtility.HtmlEncode(code));
            if (directive is not null)
            {
                html.Append("<span class=\"k\">")
                    .Append(WebUtility.HtmlEncode(lines[i]))
                    .Append("</span>")
                    .Append(i < lines.Length - 1 ? "\n" : "");
                isCSharp = directive.KeepsLanguage ? isCSharp : CSharpLanguage.IsNamed(directive.Name);
            }
            first = i + 1;
        }
        return html.ToString();
    }
}
