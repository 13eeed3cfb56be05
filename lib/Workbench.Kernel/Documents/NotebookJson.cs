using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>
/// Notebooks are written as Jupyter writes them: one space of indentation, text as it is, only what JSON demands escaped.
/// </summary>
internal sealed unsafe class NotebookJson : JavaScriptEncoder
{
    public static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = new NotebookJson(),
    };

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    /// <summary>Reads JSON in which no name stands twice and every text can be written again.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
            ReadAll(root);
            return root;
        }
        catch (InvalidOperationException error) // of half a character, which is found where the text is asked for
        {
            throw new JsonException(error.Message, error);
        }
    }

    private static void ReadAll(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject parts:
                foreach (var (_, part) in parts)
                    ReadAll(part);
                break;
            case JsonArray items:
                foreach (var item in items)
                    ReadAll(item);
                break;
            case JsonValue value:
                value.TryGetValue<string>(out _);
                break;
        }
    }

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar < ' ' || unicodeScalar is '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(Escaped);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        string escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            '\b' => @"\b",
            '\f' => @"\f",
            < ' ' => $"\\u{unicodeScalar:x4}",
            _ => new Rune(unicodeScalar).ToString(),
        };
        numberOfCharactersWritten = escape.Length;
        return escape.TryCopyTo(output);
    }
}
