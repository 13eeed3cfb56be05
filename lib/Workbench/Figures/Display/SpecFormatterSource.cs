using System.Net;
using Workbench.Foundation;

namespace Workbench.Figures.Display;

/// <summary>
/// Makes the formatters of a spec, which shows as the JSON that a run folder keeps of it, by the convention of
/// <see cref="TypeFormatterSourceAttribute"/>.
/// </summary>
/// <typeparam name="T">The spec.</typeparam>
internal sealed class SpecFormatterSource<T> where T : class
{
    /// <summary>One for each form; called by name.</summary>
    // .NET Interactive calls it on an instance.
#pragma warning disable CA1822
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new DisplayFormatter<T>(MimeType.Html, spec => $"<pre style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(Text(spec))}</pre>"),
        new DisplayFormatter<T>(MimeType.PlainText, Text),
    ];
#pragma warning restore CA1822

    private static string Text(T spec) => ReadableJson.Of(SpecJson.Write(spec));
}
