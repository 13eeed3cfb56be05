using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Workbench.Cli.Serve;

/// <summary>
/// An answer in the protocol's envelope, as JSON or XML. One rule makes XML of JSON, as it does in other servers: what an object has of
/// plain values are attributes, other objects are elements, and what stands in a list is an element each.
/// </summary>
internal static class SubsonicResponse
{
    /// <summary>What the server calls itself, and the one user.</summary>
    public const string ServerName = "workbench";

    private const string Root = "subsonic-response", Namespace = "http://subsonic.org/restapi", ProtocolVersion = "1.16.1";

    /// <summary>
    /// Plain values that are elements nevertheless: the definition shows no XML, and this is what Navidrome writes.
    /// </summary>
    private static readonly ImmutableHashSet<string> Elements = ["similarity"];

    private static readonly string ServerVersion = typeof(SubsonicResponse).Assembly.GetName().Version!.ToString(3);

    /// <summary>The envelope of an answer.</summary>
    public static JsonObject Of(JsonObject answer) => Envelope("ok", answer);

    /// <summary>The envelope of an error.</summary>
    public static JsonObject Of(SubsonicError error) => Envelope("failed", new()
    {
        ["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message },
    });

    /// <summary>Sends an envelope.</summary>
    /// <param name="response">To whom.</param>
    /// <param name="envelope">What.</param>
    /// <param name="isJson">Whether as JSON, or as XML.</param>
    public static Task WriteAsync(HttpResponse response, JsonObject envelope, bool isJson)
    {
        response.ContentType = isJson ? "application/json" : "application/xml; charset=utf-8";
        var content = isJson ? Encoding.UTF8.GetBytes(new JsonObject { [Root] = envelope }.ToJsonString()) : ToXml(envelope);
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, response.HttpContext.RequestAborted).AsTask();
    }

    private static JsonObject Envelope(string status, JsonObject content)
    {
        JsonObject envelope = new()
        {
            ["status"] = status,
            ["version"] = ProtocolVersion,
            ["type"] = ServerName,
            ["serverVersion"] = ServerVersion,
            ["openSubsonic"] = true,
        };
        foreach (var (name, value) in content)
            envelope[name] = value?.DeepClone();
        return envelope;
    }

    private static byte[] ToXml(JsonObject envelope)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
            Write(xml, Root, envelope);
        return stream.ToArray();
    }

    private static void Write(XmlWriter xml, string name, JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Write(xml, name, item);
            return;
        }
        xml.WriteStartElement(name, Namespace);
        if (node is JsonObject content)
        {
            foreach (var (key, value) in content.Where(IsAttribute))
                xml.WriteAttributeString(key, Text(value!));
            foreach (var (key, value) in content.Where(member => !IsAttribute(member)))
                Write(xml, key, value);
        }
        else
            xml.WriteString(Text(node!));
        xml.WriteEndElement();
    }

    private static bool IsAttribute(KeyValuePair<string, JsonNode?> member) => member.Value is JsonValue && !Elements.Contains(member.Key);

    /// <summary>A plain value; characters that XML cannot have, which tags of songs may, are replaced.</summary>
    private static string Text(JsonNode value) => value.GetValueKind() != JsonValueKind.String ? value.ToJsonString()
        : string.Concat(value.GetValue<string>().EnumerateRunes().Select(rune =>
            rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}
