using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Kernel;
using Workbench.Kernel.Jupyter;

namespace Workbench.Tests.Kernel.Jupyter;

/// <summary>A kernel of this process, and a front end that talks to it over real sockets.</summary>
internal sealed class JupyterFrontEnd : IDisposable
{
    private const string Key = "test-key", Identity = "front-end";
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    private readonly JupyterKernel kernel;
    private readonly Thread running;
    private readonly ZmtpPeer iopub, stdin;
    private int lastId;

    public JupyterFrontEnd()
    {
        (Connection, kernel) = Listen();
        running = new Thread(kernel.Run);
        running.Start();
        Shell = ZmtpPeer.Connect(Connection.ShellPort, "DEALER", Identity);
        Control = ZmtpPeer.Connect(Connection.ControlPort, "DEALER", Identity);
        stdin = ZmtpPeer.Connect(Connection.StdinPort, "DEALER", Identity);
        iopub = ZmtpPeer.Connect(Connection.IopubPort, "SUB");
        iopub.Send([1]);
        while (!iopub.HasData) // until the subscription is known
            Reply(Shell, Send(Shell, "kernel_info_request", []));
    }

    public ConnectionFile Connection { get; }

    public ZmtpPeer Shell { get; }

    public ZmtpPeer Control { get; }

    /// <summary>The frames of a request.</summary>
    public static byte[][] Frames(string id, string type, JsonObject content, string key = Key)
    {
        byte[][] parts =
        [
            Bytes(new() { ["msg_id"] = id, ["msg_type"] = type, ["session"] = "test", ["version"] = "5.3" }),
            "{}"u8.ToArray(),
            "{}"u8.ToArray(),
            Bytes(content),
        ];
        return [Delimiter, Signature(parts, key), .. parts];
    }

    /// <summary>Sends a request and returns its id.</summary>
    public string Send(ZmtpPeer channel, string type, JsonObject content)
    {
        var id = $"request {++lastId}";
        channel.Send(Frames(id, type, content));
        return id;
    }

    /// <summary>Waits for the answer to a request.</summary>
    public JsonObject Reply(ZmtpPeer channel, string id)
    {
        while (true)
            if (Read(channel.Receive()) is var (_, parent, content) && parent == id)
                return content;
    }

    /// <summary>Sends a request and waits for its answer, and for all that is published about it.</summary>
    public (JsonObject Reply, List<(string Type, JsonObject Content)> Published) Ask(string type, JsonObject content)
    {
        var id = Send(Shell, type, content);
        return (Reply(Shell, id), Published(id));
    }

    /// <summary>Runs a cell.</summary>
    public (JsonObject Reply, List<(string Type, JsonObject Content)> Published) Execute(string code, JsonObject? options = null)
    {
        var content = options ?? [];
        content["code"] = code;
        return Ask("execute_request", content);
    }

    /// <summary>What is published about a request, up to the message of a type; up to the idle state if none is given.</summary>
    public List<(string Type, JsonObject Content)> Published(string id, string? last = null)
    {
        var messages = new List<(string, JsonObject)>();
        while (true)
        {
            var (type, parent, content) = Read(iopub.Receive()[1..]);
            if (parent != id)
                continue;
            messages.Add((type, content));
            if (type == last || last is null && type == "status" && (string?)content["execution_state"] == "idle")
                return messages;
        }
    }

    /// <summary>Waits for the kernel's question, and answers it.</summary>
    public JsonObject Answer(string text)
    {
        var (type, _, question) = Read(stdin.Receive());
        Assert.Equal("input_request", type);
        Send(stdin, "input_reply", new() { ["value"] = text });
        return question;
    }

    /// <summary>Whether the kernel has ended by itself.</summary>
    public bool HasEnded() => running.Join(TimeSpan.FromMinutes(1));

    public void Dispose()
    {
        kernel.Stop();
        running.Join();
        kernel.Dispose();
        foreach (var peer in new[] { Shell, Control, stdin, iopub })
            peer.Dispose();
    }

    private (string Type, string? Parent, JsonObject Content) Read(List<byte[]> frames)
    {
        Assert.Equal(Delimiter, frames[0]);
        Assert.Equal(Signature([.. frames[2..6]], Connection.Key), frames[1]);
        var parent = JsonNode.Parse(frames[3])!;
        return ((string)JsonNode.Parse(frames[2])!["msg_type"]!, (string?)parent["msg_id"], JsonNode.Parse(frames[5])!.AsObject());
    }

    private static byte[] Signature(byte[][] parts, string key) =>
        Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), parts.SelectMany(part => part).ToArray())));

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>A kernel on free ports; they may be taken by somebody else before it listens, and others are tried then.</summary>
    private static (ConnectionFile, JupyterKernel) Listen()
    {
        for (var left = 10; ; left--)
            try
            {
                var ports = FreePorts(5);
                ConnectionFile connection = new(IPAddress.Loopback, ports[0], ports[1], ports[2], ports[3], ports[4], Key);
                return (connection, new JupyterKernel(connection, Environment.CurrentDirectory));
            }
            catch (NotebookException) when (left > 0)
            {
            }
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (var listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
