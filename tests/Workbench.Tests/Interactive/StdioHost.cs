using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Tests.Interactive;

/// <summary>The tool as Polyglot Notebooks drives it: a command is a line of JSON, and so is each event.</summary>
internal sealed class StdioHost : IDisposable
{
    private readonly Process tool;

    /// <summary>Starts it, and is back when it takes commands.</summary>
    public StdioHost(InteractiveTool installed)
    {
        var start = new ProcessStartInfo(InteractiveTool.Program, ["stdio", "--default-kernel", "csharp"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in installed.Environment)
            start.Environment[name] = value;
        tool = Process.Start(start)!;
        Until(happened => (string?)happened["eventType"] == "KernelReady");
    }

    /// <summary>Sends the code of a cell and does not wait.</summary>
    public void Begin(string cell, string code) => Send(cell, "SubmitCode", new { code });

    /// <summary>Presses the stop button.</summary>
    public void Stop() => Send("stop", "Cancel", new { });

    /// <summary>Waits until a cell has written a text.</summary>
    public void Hear(string text) => Until(happened => (string?)happened["eventType"] == "StandardOutputValueProduced"
        && happened["event"]!.ToJsonString().Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for the end of a cell.</summary>
    /// <returns>The last event: <c>CommandSucceeded</c> or <c>CommandFailed</c>.</returns>
    public string End(string cell) => (string)Until(happened => (string?)happened["command"]?["token"] == cell
        && (string?)happened["eventType"] is "CommandSucceeded" or "CommandFailed")["eventType"]!;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!tool.HasExited)
            tool.Kill(entireProcessTree: true);
        tool.Dispose();
    }

    private void Send(string token, string commandType, object command)
    {
        tool.StandardInput.WriteLine(JsonSerializer.Serialize(new { token, commandType, command }));
        tool.StandardInput.Flush();
    }

    private JsonObject Until(Func<JsonObject, bool> isIt)
    {
        while (tool.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult() is { } line)
            if (JsonNode.Parse(line) is JsonObject happened && isIt(happened))
                return happened;
        throw new InvalidOperationException("The tool has ended.");
    }
}
