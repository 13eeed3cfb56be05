using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>
/// Compares the outputs that a notebook holds with those of a new run. Equal are: the same outputs in the same order and forms; texts
/// and tables word for word; whole numbers exactly; other numbers, and those of figures, by value; embedded sounds and
/// pictures by their kind alone.
/// </summary>
public static class OutputComparison
{
    /// <summary>Compares cell by cell, without those that are tagged <see cref="CommittedOutputs.VariesTag"/>.</summary>
    /// <param name="kept">The notebook as it was read.</param>
    /// <param name="executed">
    /// The same notebook with the outputs of a new run; as small as <see cref="CommittedOutputs.Shrink"/> makes them.
    /// </param>
    /// <returns>The first difference of every output that has one.</returns>
    public static IReadOnlyList<OutputDifference> Between(NotebookDocument kept, NotebookDocument executed) =>
    [
        .. kept.Cells.Zip(executed.Cells).Where(pair => pair.First.Kind == CellKind.Code).Index()
            .Where(pair => !pair.Item.First.Tags.Contains(CommittedOutputs.VariesTag))
            .SelectMany(pair =>
                Cell(pair.Item.First.Outputs, pair.Item.Second.Outputs)
                    .Select(what => new OutputDifference(kept.Path, pair.Index + 1, what))),
    ];

    private static IEnumerable<string> Cell(JsonArray kept, JsonArray came)
    {
        var (before, now) = (Kinds(kept), Kinds(came));
        return before != now
            ? [$"held {before}; now there is {now}"]
            : kept.Zip(came).Select(pair => Output(pair.First!.AsObject(), pair.Second!.AsObject())).OfType<string>();
    }

    private static string Kinds(JsonArray outputs) => outputs.Count == 0 ? "no output" : string.Join(", ", outputs.Select(Kind));

    private static string Kind(JsonNode? output) => (string?)output!["output_type"] switch
    {
        "stream" => (string)output["name"]!,
        "error" => "error",
        var type => $"{type} ({string.Join(", ", output["data"]!.AsObject().Select(part => part.Key))})",
    };

    private static string? Output(JsonObject kept, JsonObject came) => (string?)kept["output_type"] switch
    {
        "stream" => NumericText.Difference(Text(kept["text"]), Text(came["text"])) is { } stream ? $"{kept["name"]}: {stream}" : null,
        "error" => NumericText.Difference($"{kept["ename"]}: {kept["evalue"]}", $"{came["ename"]}: {came["evalue"]}") is { } error
            ? $"error: {error}"
            : null,
        _ => kept["data"]!.AsObject().Select(part => Rendering(part.Key, part.Value!, came["data"]![part.Key]!))
            .FirstOrDefault(what => what is not null),
    };

    private static string? Rendering(string mimeType, JsonNode kept, JsonNode came)
    {
        if (mimeType.StartsWith("image/", StringComparison.Ordinal) && mimeType != "image/svg+xml")
            return null;
        var what = Formatting.MimeBundle.IsJson(mimeType)
            ? NumericJson.Difference(kept, came)
            : NumericText.Difference(Text(kept), Text(came));
        return what is null ? null : $"{mimeType}: {what}";
    }

    private static string Text(JsonNode? text) => SourceLines.Join(text) ?? "";
}
