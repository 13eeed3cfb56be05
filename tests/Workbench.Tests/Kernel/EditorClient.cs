using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Tests.Kernel;

/// <summary>The editor's end of the protocol of <c>EditorHost</c>.</summary>
internal sealed class EditorClient(Stream toHost, Stream fromHost) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2); // machines that are busy, and the compiler is cold

    private readonly StreamReader events = new(fromHost);
    private int lastId;

    public int Execute(string code) => Send(new() { ["type"] = "execute", ["code"] = code });

    /// <summary>Sends a request under a new number.</summary>
    public int Send(JsonObject request)
    {
        if (!request.ContainsKey("id"))
            request["id"] = ++lastId;
        SendLine(request.ToJsonString());
        return (int)request["id"]!;
    }

    public void SendLine(string line)
    {
        toHost.Write(Encoding.UTF8.GetBytes(line + "\n"));
        toHost.Flush();
    }

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<JsonObject?> Next()
    {
        var line = await events.ReadLineAsync().WaitAsync(Limit);
        return line is null ? null : JsonNode.Parse(line)!.AsObject();
    }

    /// <summary>Events up to the first of that type, which is the last of them.</summary>
    public async Task<List<JsonObject>> Until(string type)
    {
        var found = new List<JsonObject>();
        do
            found.Add(await Next()
                ?? throw new EndOfStreamException($"no {type} came, but {string.Join('\n', found.Select(each => each.ToJsonString()))}"));
        while ((string?)found[^1]["type"] != type);
        return found;
    }

    public void HangUp() => toHost.Dispose();

    public void Dispose()
    {
        toHost.Dispose();
        events.Dispose();
    }
}
