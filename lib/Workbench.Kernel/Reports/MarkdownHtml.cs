using System.Buffers;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Workbench.Kernel.Documents;

namespace Workbench.Kernel.Reports;

/// <summary>Markdown with its pictures inside: attachments of the cell and files beside the notebook.</summary>
/// <param name="folder">The notebook's folder.</param>
internal sealed class MarkdownHtml(string folder)
{
    // Takes time in proportion to the text, also where many scripts begin and none ends.
    private static readonly Regex Script = new(@"<script\b.*?</script\s*>",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    /// <summary>A layout takes time by the square of the number of equal headings, of links or of containers.</summary>
    private const int MostMarks = 4000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("#[:");

    public string Render(string markdown, JsonObject? attachments = null)
    {
        try
        {
            return markdown.Count(Marks.Contains) > MostMarks ? AsItIs(markdown, "long") : LaidOut(markdown, attachments);
        }
        catch (ArgumentException) // of Markdig: block quotes, lists, brackets inside each other
        {
            return AsItIs(markdown, "deeply nested");
        }
    }

    private static string AsItIs(string markdown, string why) =>
        $"<p class=\"note\">Too {why} to be laid out.</p>\n<pre>{WebUtility.HtmlEncode(markdown)}</pre>\n";

    private string LaidOut(string markdown, JsonObject? attachments)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage && link.Url is { Length: > 0 }))
            if (Embed(image.Url!, attachments) is { } data)
                image.Url = data;
            else
                image.IsImage = false; // a link: the page loads nothing
        return WithoutScripts(document.ToHtml(Pipeline));
    }

    /// <summary>HTML without its scripts, which the page would not run.</summary>
    public static string WithoutScripts(string html) => Script.Replace(html, "");

    private string? Embed(string url, JsonObject? attachments)
    {
        if (url.StartsWith("data:", StringComparison.Ordinal))
            return url;
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
            return attachments?[Uri.UnescapeDataString(url["attachment:".Length..])] is JsonObject { Count: > 0 } forms
                ? $"data:{forms.First().Key};base64,{SourceLines.Join(forms.First().Value)!.ReplaceLineEndings("")}"
                : null;
        var mimeType = Path.GetExtension(url).ToUpperInvariant() switch
        {
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".GIF" => "image/gif",
            ".SVG" => "image/svg+xml",
            ".WEBP" => "image/webp",
            _ => null,
        };
        if (mimeType is null || Uri.TryCreate(url, UriKind.Absolute, out _))
            return null;
        var path = Path.Combine(folder, Uri.UnescapeDataString(url));
        return File.Exists(path) ? $"data:{mimeType};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}" : null;
    }
}
