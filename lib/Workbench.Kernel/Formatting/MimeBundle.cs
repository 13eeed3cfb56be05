using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Formatting;

/// <summary>
/// One value in several renderings, richest first, keyed by MIME type. A front end shows the first that it knows.
/// Display a bundle from a cell to choose the renderings by hand.
/// </summary>
public sealed class MimeBundle
{
    /// <summary>MIME type of plain text.</summary>
    public const string PlainText = "text/plain";

    /// <summary>MIME type of HTML.</summary>
    public const string Html = "text/html";

    private readonly JsonObject data = [];

    /// <summary>The MIME types, in the order in which they were added.</summary>
    public IEnumerable<string> MimeTypes => data.Select(part => part.Key);

    /// <summary>A bundle with one rendering.</summary>
    /// <param name="mimeType">For instance <c>text/html</c>.</param>
    /// <param name="text">The rendering.</param>
    /// <exception cref="NotebookException">A JSON MIME type with text that is not JSON.</exception>
    public static MimeBundle Of(string mimeType, string text) => new MimeBundle().Add(mimeType, text);

    /// <summary>The bundle that <see cref="ToJson"/> wrote.</summary>
    internal static MimeBundle Of(JsonObject json)
    {
        var bundle = new MimeBundle();
        foreach (var (mimeType, rendering) in json)
            bundle.data[mimeType] = rendering?.DeepClone();
        return bundle;
    }

    /// <summary>Whether a MIME type holds JSON, which notebooks keep as an object and not as a string.</summary>
    /// <param name="mimeType">For instance <c>application/vnd.plotly.v1+json</c>.</param>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Adds a rendering, or replaces the one of that MIME type.</summary>
    /// <param name="mimeType">For instance <c>image/svg+xml</c>.</param>
    /// <param name="text">Text, base64 for binary types, or JSON for JSON types.</param>
    /// <returns>This bundle, to go on with.</returns>
    /// <exception cref="NotebookException">A JSON MIME type with text that is not JSON.</exception>
    public MimeBundle Add(string mimeType, string text)
    {
        try
        {
            data[mimeType] = IsJson(mimeType) ? JsonNode.Parse(text) : text;
            return this;
        }
        catch (JsonException error)
        {
            throw new NotebookException($"The formatter for {mimeType} wrote what is not JSON: {error.Message}", error);
        }
    }

    /// <summary>Whether there is a rendering of that MIME type.</summary>
    /// <param name="mimeType">For instance <c>text/html</c>.</param>
    public bool Contains(string mimeType) => data.ContainsKey(mimeType);

    /// <summary>A fresh copy of the renderings as JSON: an object for JSON MIME types, else a string.</summary>
    public JsonObject ToJson() => data.DeepClone().AsObject();
}
