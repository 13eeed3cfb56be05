using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Workbench.Kernel.Documents;
using Workbench.Reports;

namespace Workbench.Kernel.Reports;

/// <summary>
/// A notebook as one page that needs nothing else: no network, light and dark, desk and phone. Its one script sorts tables.
/// </summary>
public static class HtmlReport
{
    private static readonly string Foot = $"</main>\n{TableScript.Element}\n</body>\n</html>\n";

    /// <summary>
    /// The browser itself is told to load nothing and to run that one script alone, whatever the notebook's own HTML says.
    /// </summary>
    private static readonly string Policy =
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; media-src data:; "
            + $"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(TableScript.Content)))}'";

    /// <summary>Writes the report.</summary>
    /// <param name="document">A notebook with its outputs.</param>
    /// <param name="writer">Where the page goes; UTF-8 is expected of it.</param>
    public static void Write(NotebookDocument document, TextWriter writer)
    {
        writer.Write(Head(document.Title));
        var markdown = new MarkdownHtml(Path.GetDirectoryName(Path.GetFullPath(document.Path))!);
        var outputs = new OutputHtml(markdown);
        foreach (var cell in document.Cells)
            if (cell.Kind == CellKind.Markdown)
                writer.Write($"<section class=\"cell text\">\n{markdown.Render(cell.Source, cell.Attachments)}</section>\n");
            else if (cell.Kind == CellKind.Code && !string.IsNullOrWhiteSpace(cell.Source))
                WriteCode(cell, document.LanguageOf(cell), outputs, writer);
        writer.Write(Foot);
    }

    /// <summary>Any HTML as a page of the same kind.</summary>
    /// <param name="title">What the browser's tab says.</param>
    /// <param name="body">Markup, used as it is.</param>
    public static string Page(string title, string body) => Head(title) + body + Foot;

    private static string Head(string title) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>
        {Style()}</style>
        </head>
        <body>
        <main>

        """.ReplaceLineEndings("\n");

    private static void WriteCode(NotebookCell cell, string? language, OutputHtml outputs, TextWriter writer)
    {
        var number = cell.ExecutionCount?.ToString(CultureInfo.InvariantCulture) ?? " ";
        var firstLine = cell.Source.Split('\n').First(line => !string.IsNullOrWhiteSpace(line)).Trim();
        writer.Write(
            "<section class=\"cell\">\n"
            + $"<details><summary>[{number}] "
            + $"{WebUtility.HtmlEncode(firstLine)}</summary><pre><code>{CellHtml.Render(cell.Source, language)}</code></pre></details>\n");
        foreach (var output in cell.Outputs)
            writer.Write(outputs.Render(output!.AsObject()));
        writer.Write("</section>\n");
    }

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
