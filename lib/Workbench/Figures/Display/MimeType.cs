namespace Workbench.Figures.Display;

/// <summary>The forms in which notebooks show things.</summary>
internal static class MimeType
{
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Svg = "image/svg+xml";
    public const string Html = "text/html";
    public const string Markdown = "text/markdown";
    public const string PlainText = "text/plain";
}
