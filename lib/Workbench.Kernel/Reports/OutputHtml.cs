using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Reports;

/// <summary>Outputs of cells as HTML that stands still: pictures first, then HTML, Markdown, text.</summary>
internal sealed partial class OutputHtml(MarkdownHtml markdown)
{
    private static readonly Regex Prolog =
        new(@"<\?xml.*?\?>|<!DOCTYPE[^>]*>", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private int figures;

    /// <summary>One output in the form of the notebook format.</summary>
    public string Render(JsonObject output) => output["output_type"]!.GetValue<string>() switch
    {
        "stream" =>
            "<pre class=\"output stream "
            + $"{WebUtility.HtmlEncode((string?)output["name"])}\">{Terminal(SourceLines.Join(output["text"]) ?? "")}</pre>\n",
        "error" => $"<pre class=\"output error\">{Terminal(Error(output))}</pre>\n",
        _ => output["data"] is JsonObject data ? $"<div class=\"output{Picture(data)}\">{Data(data)}</div>\n" : "",
    };

    private string Data(JsonObject data)
    {
        if (SourceLines.Join(data["image/svg+xml"]) is { } svg)
            return Svg(svg);
        foreach (var mimeType in new[] { "image/png", "image/jpeg", "image/gif" })
            if (SourceLines.Join(data[mimeType]) is { } base64)
                return $"<img alt=\"{WebUtility.HtmlEncode(SourceLines.Join(data[MimeBundle.PlainText]))}\" "
                    + $"src=\"data:{mimeType};base64,{base64.ReplaceLineEndings("")}\">";
        if (SourceLines.Join(data[MimeBundle.Html]) is { } html)
            return MarkdownHtml.WithoutScripts(html);
        if (SourceLines.Join(data["text/markdown"]) is { } text)
            return markdown.Render(text);
        if (SourceLines.Join(data[MimeBundle.PlainText]) is { } plain)
            return $"<pre{(plain.Contains('\n', StringComparison.Ordinal) ? "" : " class=\"line\"")}>{Terminal(plain)}</pre>";
        return
            $"<p class=\"note\">{WebUtility.HtmlEncode(string.Join(", ", data.Select(part => part.Key)))}: shown in the notebook only.</p>";
    }

    private static string Picture(JsonObject data) =>
        data.Any(part => part.Key.StartsWith("image/", StringComparison.Ordinal)) ? " figure" : "";

    /// <summary>The drawing itself in the page, its names made its own: drawings of one page share a name space.</summary>
    private string Svg(string svg)
    {
        var prefix = $"figure{++figures}-";
        svg = MarkdownHtml.WithoutScripts(Prolog.Replace(svg, ""));
        return Reference().Replace(Name().Replace(svg, $"$1{prefix}"), $"$1{prefix}");
    }

    private static string Error(JsonObject output)
    {
        var head = $"{output["ename"]}: {output["evalue"]}";
        var traceback = string.Join('\n', output["traceback"]?.AsArray().Select(line => line?.ToString()) ?? []);
        return traceback.Contains(head, StringComparison.Ordinal) ? traceback : $"{head}\n{traceback}".TrimEnd();
    }

    /// <summary>Text as a terminal would show it: without colour codes, and of a line that rewrites itself the last state.</summary>
    private static string Terminal(string text) => WebUtility.HtmlEncode(TerminalText.Final(Colour().Replace(text, "")));

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Colour();

    [GeneratedRegex(@"(\s(?:id|aria-labelledby|aria-describedby)="")")]
    private static partial Regex Name();

    [GeneratedRegex(@"(url\(#|href=""#)")]
    private static partial Regex Reference();
}
