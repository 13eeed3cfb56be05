namespace Workbench.Kernel.Formatting;

/// <summary>Turns values of notebook cells into what front ends and notebook files show.</summary>
public interface IMimeFormatter
{
    /// <summary>Formats a value in the MIME types that suit its type.</summary>
    /// <param name="value">Any value.</param>
    MimeBundle Format(object? value);

    /// <summary>Formats a value in one MIME type.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">For instance <c>text/html</c>.</param>
    /// <exception cref="NotebookException">The value has no rendering of that MIME type.</exception>
    MimeBundle Format(object? value, string mimeType);
}
