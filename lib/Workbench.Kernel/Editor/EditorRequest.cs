using System.Text.Json;

namespace Workbench.Kernel.Editor;

/// <summary>What an editor asks; <see cref="EditorHost"/> describes the protocol.</summary>
/// <param name="Type">What is to be done.</param>
/// <param name="Id">The editor's number of the request, which its answers carry.</param>
/// <param name="Code">A cell.</param>
/// <param name="Position">A place in it.</param>
/// <param name="Language">The language that the editor shows for the cell; C# where it tells none.</param>
/// <param name="Value">The answer to a question; null where the user gave none.</param>
/// <param name="Name">What stack traces call the cell; its number where the editor tells none.</param>
/// <param name="Values">Names of variables, and texts for them.</param>
internal sealed record EditorRequest(string Type, int Id = 0, string Code = "", int Position = 0,
    string? Language = null, string? Value = null, string? Name = null, IReadOnlyDictionary<string, string>? Values = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a line.</summary>
    /// <exception cref="NotebookException">It is no request.</exception>
    public static EditorRequest Parse(string line)
    {
        try
        {
            var request = JsonSerializer.Deserialize<EditorRequest>(line, Options);
            return request is not null && request.Values?.Values.Contains(null!) != true ? request
                : throw new JsonException("Null stands where a value must stand.");
        }
        catch (JsonException error)
        {
            throw new NotebookException($"Not a request: {error.Message}", error);
        }
    }
}
