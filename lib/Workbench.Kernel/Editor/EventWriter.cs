using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Editor;

/// <summary>Writes events to the editor, a line each, from any thread.</summary>
internal sealed class EventWriter(Stream output) : IDisposable
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();

    public void Write(JsonObject data)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(data, Options), (byte)'\n'];
        lock (gate)
        {
            try
            {
                output.Write(line);
                output.Flush();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The editor is gone; the end of its own stream ends us.
            }
        }
    }

    public void Dispose() => output.Dispose();
}
