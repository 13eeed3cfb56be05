using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>What of a notebook's outputs is kept in version control: little, and the same after every run.</summary>
public static class CommittedOutputs
{
    /// <summary>The tag of cells whose outputs hang on the machine, or on what ran before: they are neither kept nor compared.</summary>
    public const string VariesTag = "varies";

    /// <summary>
    /// Renderings longer than this are left out where the output has a shorter one: sounds, and
    /// the interactive form of pictures with very many points.
    /// </summary>
    private const int LongestRendering = 150_000;

    /// <summary>How the HTML of a display begins that told how far long work is. It hangs on the machine's speed.</summary>
    private const string Progress = "<div class=\"workbench-progress\"";

    /// <summary>
    /// Leaves out what is long, what varies, progress, and the warnings on <c>stderr</c>. Every other output keeps at least its shortest
    /// rendering.
    /// </summary>
    /// <param name="document">An executed notebook; it is changed in place.</param>
    public static void Shrink(NotebookDocument document)
    {
        foreach (var cell in document.Cells.Where(cell => cell.Kind == CellKind.Code))
            if (cell.Tags.Contains(VariesTag))
                cell.ClearOutputs();
            else
            {
                cell.Outputs.RemoveAll(output => (string?)output!["name"] == "stderr"
                    || SourceLines.Join(output["data"]?["text/html"])?.StartsWith(Progress, StringComparison.Ordinal) == true);
                foreach (var data in cell.Outputs.Select(output => output!["data"]).OfType<JsonObject>())
                    LeaveOutLong(data);
            }
    }

    private static void LeaveOutLong(JsonObject data)
    {
        foreach (var (mimeType, length) in data.Select(part => (part.Key, part.Value!.ToJsonString().Length))
            .OrderByDescending(part => part.Length).SkipLast(1))
            if (length > LongestRendering)
                data.Remove(mimeType);
    }
}
