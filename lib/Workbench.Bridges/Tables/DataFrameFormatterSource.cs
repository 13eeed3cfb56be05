using Microsoft.Data.Analysis;
using Workbench.Bridges;
using Workbench.Figures.Display;

[assembly: TypeFormatterSource(typeof(DataFrameFormatterSource), FormattedType = typeof(DataFrame),
    PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]

namespace Workbench.Bridges;

/// <summary>
/// Makes the formatters of a <see cref="DataFrame"/>, by the convention of <see cref="TypeFormatterSourceAttribute"/> on this assembly.
/// </summary>
internal sealed class DataFrameFormatterSource
{
    /// <summary>One for each form; called by name.</summary>
    // Kernels call it on an instance.
#pragma warning disable CA1822
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new DisplayFormatter<DataFrame>(MimeType.Html, DataFrameForms.ToHtml),
        new DisplayFormatter<DataFrame>(MimeType.PlainText, DataFrameForms.ToText),
    ];
#pragma warning restore CA1822
}
