using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Formatting;

/// <summary>
/// The formatters of .NET Interactive: trees for objects, and whatever a type brings itself; sequences of things are tables that sort. A
/// library brings formatters without a reference to any kernel: an attribute called <c>TypeFormatterSourceAttribute</c> on the type, whose
/// <c>FormatterSourceType</c> has a method <c>CreateTypeFormatters()</c> that yields objects with <c>string MimeType { get; }</c> and
/// <c>bool Format(object, TextWriter)</c>; its <c>PreferredMimeTypes</c> are the MIME types that are shown together.
/// </summary>
public sealed class InteractiveFormatter : IMimeFormatter
{
    /// <inheritdoc/>
    public MimeBundle Format(object? value)
    {
        if (value is MimeBundle bundle)
            return bundle;
        if (Scalar(value) is { } scalar)
            return MimeBundle.Of(MimeBundle.PlainText, scalar);
        if (value is IHtmlContent html)
            return MimeBundle.Of(MimeBundle.Html, html.ToDisplayString(HtmlFormatter.MimeType));
        if (SequenceTable.Of(value) is { } table)
            return table.ToBundle();
        var result = new MimeBundle();
        foreach (var mimeType in Formatter.GetPreferredMimeTypesFor(value!.GetType()))
            result.Add(mimeType, Text(value, mimeType));
        return result.Contains(MimeBundle.PlainText) ? result : result.Add(MimeBundle.PlainText, Text(value, MimeBundle.PlainText));
    }

    /// <inheritdoc/>
    public MimeBundle Format(object? value, string mimeType)
    {
        try
        {
            return MimeBundle.Of(mimeType,
                mimeType == MimeBundle.PlainText && Scalar(value) is { } scalar ? scalar : Text(value, mimeType));
        }
        catch (ArgumentException error)
        {
            throw new NotebookException($"{value?.GetType().Name ?? "null"} has no rendering as {mimeType}.", error);
        }
    }

    /// <summary>Numbers, strings, dates and enumerations are one line of text; HTML around them says nothing more.</summary>
    private static string? Scalar(object? value) => value switch
    {
        null => Formatter.NullString,
        string text => text,
        bool or char => value.ToString(),
        IFormattable formattable when value is Enum || value.GetType().Namespace is "System" or "System.Numerics"
            => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    // The package ends lines as the platform does; notebooks are the same bytes everywhere.
    private static string Text(object? value, string mimeType) => value.ToDisplayString(mimeType).ReplaceLineEndings("\n");
}
