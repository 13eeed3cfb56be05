namespace Workbench.Docs;

/// <summary>A page before docfx has seen it.</summary>
/// <param name="Path">Where it lies in the site, with <c>/</c> and without extension: <c>how-to/own-feature</c>.</param>
/// <param name="Markdown">Its text, which begins with its title: <c># Title</c>.</param>
internal sealed record MadePage(string Path, string Markdown)
{
    /// <summary>Its first heading.</summary>
    public string Title { get; } = TitleOf(Path, Markdown);

    /// <summary>Its address in the site.</summary>
    public string Address => $"{Path}.html";

    private static string TitleOf(string path, string markdown)
    {
        var first = markdown.Split('\n', 2)[0].TrimEnd('\r');
        return first.StartsWith("# ", StringComparison.Ordinal) ? first[2..].Replace("`", "", StringComparison.Ordinal)
            : throw new DocsException($"{path}.md begins with '{first}'; begin it with its title, '# Title'.");
    }
}
