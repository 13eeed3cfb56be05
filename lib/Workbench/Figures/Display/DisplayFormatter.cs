namespace Workbench.Figures.Display;

/// <summary>Writes one form of a type; its members are found by name.</summary>
/// <typeparam name="T">The type shown.</typeparam>
/// <param name="mimeType">The form.</param>
/// <param name="write">Gives the text of that form.</param>
internal sealed class DisplayFormatter<T>(string mimeType, Func<T, string> write)
{
    /// <summary>The form.</summary>
    public string MimeType => mimeType;

    /// <summary>Writes the value; <see langword="false"/> for values of another type.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not T displayed)
            return false;
        writer.Write(write(displayed));
        return true;
    }
}
