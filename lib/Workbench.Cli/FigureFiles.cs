using System.Globalization;
using System.Text.Json.Nodes;
using Workbench.Foundation;
using Workbench.Kernel.Documents;

namespace Workbench.Cli;

/// <summary>The figures of an executed notebook as files, for papers and web pages.</summary>
internal static class FigureFiles
{
    private const string Svg = "image/svg+xml";

    /// <summary>Writes <c>figure-1.svg</c>, <c>figure-2.svg</c> ... in the order of the notebook.</summary>
    public static void Write(NotebookDocument document, string folder)
    {
        var figures = document.Cells.Where(cell => cell.Kind == CellKind.Code)
            .SelectMany(cell => cell.Outputs)
            .Select(output => output?["data"]?[Svg])
            .OfType<JsonNode>();
        foreach (var (index, figure) in figures.Index())
            AtomicFile.WriteText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"figure-{index + 1}.svg")),
                Text(figure));
    }

    /// <summary>A notebook stores text as one string or as a list of lines.</summary>
    private static string Text(JsonNode text) =>
        text is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : text.GetValue<string>();
}
