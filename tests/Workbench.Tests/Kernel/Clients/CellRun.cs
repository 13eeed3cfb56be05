using System.Text.Json.Nodes;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>What a client got of a cell.</summary>
/// <param name="Seconds">Until it was replied to and the kernel idle.</param>
/// <param name="Reply">The content of the reply.</param>
/// <param name="Outputs">The contents of the messages that came meanwhile, each with its <c>type</c>.</param>
public sealed record CellRun(double Seconds, JsonObject Reply, IReadOnlyList<JsonObject> Outputs)
{
    /// <summary><c>ok</c>, <c>error</c> or <c>aborted</c>.</summary>
    public string Status => (string)Reply["status"]!;

    /// <summary>The value of the cell as text; null if it has none.</summary>
    public string? Value => (string?)Outputs.FirstOrDefault(output => (string)output["type"]! == "execute_result")?["data"]!["text/plain"];

    /// <summary>What was written to a stream.</summary>
    public string Stream(string name = "stdout") =>
        string.Concat(
            Outputs.Where(output => (string)output["type"]! == "stream" && (string)output["name"]! == name)
                .Select(output => (string)output["text"]!));
}
