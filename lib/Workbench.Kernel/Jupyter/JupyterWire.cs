using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Kernel.Jupyter.Zmtp;

namespace Workbench.Kernel.Jupyter;

/// <summary>The five sockets of a kernel, and the form of the messages that go through them.</summary>
internal sealed class JupyterWire : IDisposable
{
    /// <summary>Version of the messaging protocol.</summary>
    public const string ProtocolVersion = "5.3";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] Empty = "{}"u8.ToArray();

    private readonly string session = Guid.NewGuid().ToString();
    private readonly MessageSigner signer;
    private readonly ZmtpRouter stdin;
    private readonly ZmtpPublisher iopub;
    private readonly ZmtpListener[] sockets;

    /// <summary>Binds the sockets. What arrives on the routers is handed over on the sender's thread, if it is signed.</summary>
    public JupyterWire(ConnectionFile connection, Action<JupyterRequest> onShell,
        Action<JupyterRequest> onControl, Action<JupyterMessage> onStdin)
    {
        signer = new MessageSigner(connection.Key);
        iopub = new ZmtpPublisher(At(connection.IopubPort));
        stdin = Router(connection.StdinPort, request => onStdin(request.Message));
        sockets =
        [
            iopub,
            stdin,
            Router(connection.ShellPort, onShell),
            Router(connection.ControlPort, onControl),
            new ZmtpReplier(At(connection.HeartbeatPort)),
        ];

        IPEndPoint At(int port) => new(connection.Address, port);
        ZmtpRouter Router(int port, Action<JupyterRequest> received) => new(At(port), (router, frames) =>
        {
            if (JupyterMessage.Read(frames, signer) is { } message)
                received(new(message, router));
        });
    }

    /// <summary>Begins to accept front ends.</summary>
    public void Start()
    {
        foreach (var socket in sockets)
            socket.Start();
    }

    /// <summary>Sends an output, or a change of state, to all front ends.</summary>
    /// <param name="type">For instance <c>stream</c>.</param>
    /// <param name="content">What it says.</param>
    /// <param name="parent">The request that it is about; null where it is about none.</param>
    public void Publish(string type, JsonObject content, JupyterMessage? parent) =>
        iopub.Send(Message([Encoding.ASCII.GetBytes(type)], type, content, parent));

    /// <summary>Answers a request.</summary>
    public void Reply(JupyterRequest request, string type, JsonObject content) =>
        request.Channel.Send(Message(request.Message.Identities, type, content, request.Message));

    /// <summary>Asks the user whose front end sent the request.</summary>
    public void Ask(JupyterMessage request, JsonObject content) =>
        stdin.Send(Message(request.Identities, "input_request", content, request));

    /// <summary>Hands over what is queued, and closes the sockets.</summary>
    /// <param name="limit">How long each peer may take to read it.</param>
    public void Finish(TimeSpan limit)
    {
        foreach (var socket in sockets)
            socket.Finish(limit);
    }

    public void Dispose() => Finish(TimeSpan.Zero);

    private List<byte[]> Message(IReadOnlyList<byte[]> route, string type, JsonObject content, JupyterMessage? parent)
    {
        var header = Json(new()
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        });
        byte[][] parts = [header, parent?.Header ?? Empty, Empty, Json(content)];
        return [.. route, JupyterMessage.Delimiter, signer.Sign(parts), .. parts];
    }

    private static byte[] Json(JsonObject value)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
            value.WriteTo(writer);
        return bytes.ToArray();
    }
}
