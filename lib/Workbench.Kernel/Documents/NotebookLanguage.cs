using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>The language of a cell, as the editors that have written a notebook note it.</summary>
internal static class NotebookLanguage
{
    /// <summary>What notebooks of several languages say in the place of one; VS Code puts it before that of a cell.</summary>
    private static readonly string[] Several = ["polyglot-notebook", "dotnet-interactive"];

    private const string OfDotNet = ".net-"; // begins the names of .NET Interactive's kernels

    /// <summary>The language: of the cell, of the notebook, of the notebook's kernel; null where none is noted.</summary>
    /// <param name="cell">The metadata of the cell.</param>
    /// <param name="notebook">The metadata of the notebook.</param>
    public static string? Of(JsonNode? cell, JsonNode? notebook) =>
        Text(cell, "polyglot_notebook", "kernelName") ?? Text(cell, "dotnet_interactive", "language")
        ?? One(Text(cell, "vscode", "languageId"))
        ?? Text(notebook, "polyglot_notebook", "kernelInfo", "defaultKernelName")
        ?? One(Text(notebook, "kernelspec", "language")) ?? One(Text(notebook, "language_info", "name"))
        ?? (Text(notebook, "kernelspec", "name") is { } name && name.StartsWith(OfDotNet, StringComparison.Ordinal)
            ? name[OfDotNet.Length..]
            : null);

    private static string? One(string? language) => Several.Contains(language) ? null
        : Several.FirstOrDefault(word => language?.StartsWith(word + ".", StringComparison.Ordinal) == true) is { } word
            ? language![(word.Length + 1)..]
            : language;

    private static string? Text(JsonNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
    }
}
