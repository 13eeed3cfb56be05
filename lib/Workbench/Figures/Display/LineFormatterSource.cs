namespace Workbench.Figures.Display;

/// <summary>
/// Makes the formatter of what is best said in a line, its own text, by the convention of <see cref="TypeFormatterSourceAttribute"/>.
/// </summary>
internal sealed class LineFormatterSource
{
    /// <summary>That one; called by name.</summary>
    // .NET Interactive calls it on an instance.
#pragma warning disable CA1822
    public IEnumerable<object> CreateTypeFormatters() =>
        [new DisplayFormatter<object>(MimeType.PlainText, shown => TextWrap.Of(shown.ToString() ?? ""))];
#pragma warning restore CA1822
}
