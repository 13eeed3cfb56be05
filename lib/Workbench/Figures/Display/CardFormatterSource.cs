namespace Workbench.Figures.Display;

/// <summary>
/// Makes the formatters of what shows as an <see cref="ICard"/>, by the convention of <see cref="TypeFormatterSourceAttribute"/>.
/// </summary>
internal sealed class CardFormatterSource
{
    /// <summary>One for each form; called by name.</summary>
    // .NET Interactive calls it on an instance.
#pragma warning disable CA1822
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new DisplayFormatter<ICard>(MimeType.Html, shown => shown.Card.ToHtml()),
        new DisplayFormatter<ICard>(MimeType.PlainText, shown => shown.Card.ToString()),
    ];
#pragma warning restore CA1822
}
