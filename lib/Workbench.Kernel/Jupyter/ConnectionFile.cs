using System.Net;
using System.Text.Json;
using Workbench.Kernel.Documents;

namespace Workbench.Kernel.Jupyter;

/// <summary>Where a front end wants its kernel to listen, and the key that proves a message to be the front end's.</summary>
/// <param name="Address">The loopback address that all sockets listen on.</param>
/// <param name="ShellPort">For requests that run one after the other.</param>
/// <param name="ControlPort">For interrupt and shutdown, which do not wait.</param>
/// <param name="StdinPort">For questions to the user.</param>
/// <param name="IopubPort">For outputs.</param>
/// <param name="HeartbeatPort">For the sign of life.</param>
/// <param name="Key">The key that messages are signed with.</param>
public sealed record ConnectionFile(IPAddress Address, int ShellPort, int ControlPort, int StdinPort, int IopubPort,
    int HeartbeatPort, string Key)
{
    private const string Transport = "tcp", SignatureScheme = "hmac-sha256";

    /// <summary>Reads the JSON file that the front end wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NotebookException">
    /// No such file, something is missing or out of range, the address can be reached from outside, or there is no key.
    /// </exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(NotebookText.Read(path), new() { AllowDuplicateProperties = false });
            return Read(path, file.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new NotebookException(
                $"{path}: no connection file of Jupyter: {error.Message} Start the kernel from the front end, which writes one.", error);
        }
    }

    private static ConnectionFile Read(string path, JsonElement root)
    {
        var (ip, key) = (Text("ip"), Text("key"));
        if (Text("transport") != Transport)
            throw new NotebookException($"{path}: the transport {Text("transport")} must be {Transport}.");
        if (Text("signature_scheme") != SignatureScheme)
            throw new NotebookException($"{path}: the signature scheme {Text("signature_scheme")} must be {SignatureScheme}.");
        if (key.Length == 0)
            throw new NotebookException($"{path}: the key is empty. Without one, every program on this machine could run code in the "
                + "kernel; let the front end make a key (Session.key of Jupyter's configuration).");
        var address = ip == "localhost" ? IPAddress.Loopback : IPAddress.Parse(ip);
        if (!IPAddress.IsLoopback(address))
            throw new NotebookException($"{path}: the address {ip} can be reached from other machines. The kernel listens on 127.0.0.1 "
                + "only; to work from another machine, run the front end here and tunnel to it.");
        return new(address, Port("shell"), Port("control"), Port("stdin"), Port("iopub"), Port("hb"), key);

        string Text(string name) => Member(name).GetString() ?? "";
        int Port(string channel) => Member($"{channel}_port").GetInt32() is > 0 and <= IPEndPoint.MaxPort and var port ? port
            : throw new NotebookException(
                $"{path}: {channel}_port {Member($"{channel}_port")} must be between 1 and {IPEndPoint.MaxPort}.");
        JsonElement Member(string name) =>
            root.TryGetProperty(name, out var member) ? member
                : throw new NotebookException($"{path}: no connection file of Jupyter: {name} is missing.");
    }
}
