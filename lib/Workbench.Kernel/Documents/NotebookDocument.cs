using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Foundation;

namespace Workbench.Kernel.Documents;

/// <summary>
/// A notebook: an <c>.ipynb</c> file (nbformat 4.5), or what a <c>.dib</c> or <c>.csx</c> file says as one. Everything in it that we do
/// not know is kept as it is; reading and writing a notebook that is in the usual form changes no byte.
/// </summary>
public sealed class NotebookDocument
{
    private readonly JsonObject json;
    private readonly List<NotebookCell> cells;

    private NotebookDocument(string path, JsonObject json)
    {
        Path = path;
        this.json = json;
        cells = [.. json["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject()))];
    }

    /// <summary>The file as the caller named it; error messages name it so.</summary>
    public string Path { get; }

    /// <summary>The cells from top to bottom.</summary>
    public IReadOnlyList<NotebookCell> Cells => cells;

    /// <summary>The first heading of the markdown cells; the file's name without one.</summary>
    public string Title =>
        Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim()
        ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">
    /// An <c>.ipynb</c> file; a <c>.dib</c> file of Polyglot Notebooks; a C# script, <c>.csx</c>, whose lines <c>// %%</c> begin cells.
    /// </param>
    /// <exception cref="NotebookException">It is absent or no notebook; the message names all that is wrong.</exception>
    public static NotebookDocument Read(string path)
    {
        var text = NotebookText.Read(path);
        return System.IO.Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".DIB" => new(path, NotebookSchema.Check(path, DibFormat.Read(text, path))),
            ".CSX" => new(path, NotebookSchema.Check(path, ScriptFormat.Read(text))),
            _ => Parse(text, path),
        };
    }

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="path">What error messages call it; relative paths in the notebook start at its folder.</param>
    /// <exception cref="NotebookException">It is no notebook; the message names all that is wrong.</exception>
    public static NotebookDocument Parse(string text, string path)
    {
        JsonNode? root;
        try
        {
            root = NotebookJson.Parse(text);
        }
        catch (JsonException error)
        {
            throw new NotebookException(
                $"{path}: not JSON at line {(error.LineNumber ?? 0) + 1}: {error.Message} Restore the file from version control.", error);
        }
        return new(path, NotebookSchema.Check(path, root));
    }

    /// <summary>The notebook as the text of its file.</summary>
    public override string ToString() => json.ToJsonString(NotebookJson.Options) + "\n";

    /// <summary>Writes the notebook, whole or not at all.</summary>
    /// <param name="path">Where; its folder is made if absent.</param>
    public void Write(string path) => AtomicFile.WriteText(path, ToString());

    /// <summary>Takes back what the cells have put out, as if the notebook had never run.</summary>
    public void ClearOutputs()
    {
        foreach (var cell in Cells.Where(cell => cell.Kind == CellKind.Code))
            cell.ClearOutputs();
    }

    /// <summary>
    /// The language that an editor noted for a cell, or for the whole notebook; null where none is noted.
    /// </summary>
    internal string? LanguageOf(NotebookCell cell) => NotebookLanguage.Of(cell.Json["metadata"], json["metadata"]);

    internal void Insert(int index, NotebookCell cell)
    {
        cells.Insert(index, cell);
        json["cells"]!.AsArray().Insert(index, cell.Json);
    }

    internal void Remove(NotebookCell cell)
    {
        cells.Remove(cell);
        json["cells"]!.AsArray().Remove(cell.Json);
    }
}
