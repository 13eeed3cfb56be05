using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workbench.Kernel.Reports;

/// <summary>Markdown with its pictures inside: attachments of the cell and files beside the notebook.</summary>
/// <param name="folder">The notebook's folder.</param>
internal sealed partial class MarkdownHtml(string folder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public string Render(string markdown, JsonObject? attachments = null)
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
    public static string WithoutScripts(string html) => Script().Replace(html, "");

    private string? Embed(string url, JsonObject? attachments)
    {
        if (url.StartsWith("data:", StringComparison.Ordinal))
            return url;
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
            return attachments?[Uri.UnescapeDataString(url["attachment:".Length..])]?.AsObject()
                .FirstOrDefault() is { Value: { } content } attachment
                ? $"data:{attachment.Key};base64,{content.GetValue<string>().ReplaceLineEndings("")}"
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

    [GeneratedRegex(@"<script\b.*?</script\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}
