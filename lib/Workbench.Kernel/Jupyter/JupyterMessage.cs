using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>A message of the front end.</summary>
/// <param name="Identities">Who sent it, for the way back.</param>
/// <param name="Type">For instance <c>execute_request</c>.</param>
/// <param name="Header">Its header as it came: answers carry it as their parent's.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, string Type, byte[] Header, JsonObject Content)
{
    private const int PartCount = 4;

    /// <summary>Stands between the identities and the signature.</summary>
    public static byte[] Delimiter { get; } = "<IDS|MSG>"u8.ToArray();

    /// <summary>Reads the frames of a message.</summary>
    /// <returns>Null for what is not signed with the key, and for what is no message.</returns>
    public static JupyterMessage? Read(IReadOnlyList<byte[]> frames, MessageSigner signer)
    {
        var signature = frames.TakeWhile(frame => !frame.AsSpan().SequenceEqual(Delimiter)).Count() + 1;
        if (frames.Count < signature + 1 + PartCount)
            return null;
        byte[][] parts = [.. frames.Skip(signature + 1).Take(PartCount)];
        if (!signer.Accepts(frames[signature], parts))
            return null;
        try
        {
            return JsonNode.Parse(parts[0])?["msg_type"]?.GetValue<string>() is { } type && JsonNode.Parse(parts[3]) is JsonObject content
                ? new([.. frames.Take(signature - 1)], type, parts[0], content)
                : null;
        }
        // No JSON, another kind of value, a name twice.
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
