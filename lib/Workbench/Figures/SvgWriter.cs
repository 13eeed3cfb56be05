using System.Globalization;
using System.Text;
using System.Xml;

namespace Workbench.Figures;

/// <summary>Writes SVG elements: numbers with one decimal, texts escaped, the same bytes on every machine.</summary>
internal sealed class SvgWriter : IDisposable
{
    private readonly StringBuilder text = new();
    private readonly XmlWriter xml;

    public SvgWriter() => xml = XmlWriter.Create(text, new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None });

    /// <summary>Opens an element, to be closed by <see cref="Close"/>.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="attributes">Names and values: strings, numbers in figure units, or <see langword="null"/> for none.</param>
    public SvgWriter Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        xml.WriteStartElement(name, "http://www.w3.org/2000/svg");
        foreach (var (attribute, value) in attributes)
            if (value is not null)
                xml.WriteAttributeString(attribute,
                    value is string s ? FigureText.Clean(s) : Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
        return this;
    }

    /// <summary>Closes the innermost element.</summary>
    public void Close() => xml.WriteEndElement();

    /// <summary>Writes an element without content.</summary>
    public void Element(string name, params ReadOnlySpan<(string Name, object? Value)> attributes) => Open(name, attributes).Close();

    /// <summary>Writes an element with text.</summary>
    public void Text(string name, string content, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Open(name, attributes);
        Content(content);
        Close();
    }

    /// <summary>Writes text into the innermost element.</summary>
    public void Content(string text) => xml.WriteString(FigureText.Clean(text));

    /// <summary>A coordinate: at most one decimal, a tenth of a pixel on a phone.</summary>
    public static string Number(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>All that was written.</summary>
    public override string ToString()
    {
        xml.Flush();
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => xml.Dispose();
}
