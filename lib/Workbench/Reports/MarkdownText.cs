using Workbench.Figures.Display;

namespace Workbench.Reports;

/// <summary>A text in Markdown, which notebooks show as it is meant.</summary>
/// <param name="text">The text.</param>
[TypeFormatterSource(typeof(DisplayFormatterSource<MarkdownText>), PreferredMimeTypes = [MimeType.Markdown, MimeType.PlainText])]
public sealed class MarkdownText(string text) : IDisplayable<MarkdownText>
{
    /// <summary>The text as it was written.</summary>
    public override string ToString() => text;

    static IReadOnlyDictionary<string, Func<MarkdownText, string>> IDisplayable<MarkdownText>.Forms { get; } =
        new Dictionary<string, Func<MarkdownText, string>>
        {
            [MimeType.Markdown] = shown => shown.ToString(),
            [MimeType.PlainText] = shown => shown.ToString(),
        };
}
