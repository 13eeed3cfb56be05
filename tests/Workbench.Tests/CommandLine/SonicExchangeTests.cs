using System.Text.Json.Nodes;
using System.Xml.Linq;
using Workbench.Cli.Serve;
using Workbench.Tests.Architecture;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>
/// Requests as the definition of OpenSubsonic has them and as players form them, each in a file of <c>Exchanges/</c> with the whole answer.
/// </summary>
public sealed class SonicExchangeTests(SonicSite site) : IClassFixture<SonicSite>
{
    private const string Folder = "tests/Workbench.Tests/CommandLine/Exchanges", Between = "\n=====\n";

    private static readonly string Version = typeof(SonicServer).Assembly.GetName().Version!.ToString(3);

    public static TheoryData<string> Exchanges => [.. SourceFiles.Under(Folder, ".http")];

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task A_request_is_answered_as_recorded(string file)
    {
        var (request, expected) = Read(file);
        var (head, body) = await site.SendAsync(request);
        var lines = head.Split("\r\n");
        string Header(string name) => lines.SingleOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal)) ?? "";
        Assert.Equal(expected, $"{lines[0]}\n{Header("Content-Type")}\n\n{body}");
        Assert.Equal("X-Content-Type-Options: nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("Cache-Control: no-store", Header("Cache-Control"));
        Assert.DoesNotContain("somebody", head + body, StringComparison.Ordinal); // where the songs lie
        if (body[0] == '<')
            RequireEnvelope(XDocument.Parse(body).Root!);
        else if (body[0] == '{')
            RequireEnvelope(JsonNode.Parse(body)!["subsonic-response"]!.AsObject());
    }

    private static (string Request, string Expected) Read(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
        var parts = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Split(Between); // the first line says what it is about
        Assert.StartsWith("# ", text, StringComparison.Ordinal);
        return (parts[0].ReplaceLineEndings("\r\n"), parts[1].TrimEnd('\n').Replace("{version}", Version, StringComparison.Ordinal));
    }

    private static void RequireEnvelope(XElement root)
    {
        Assert.Equal("{http://subsonic.org/restapi}subsonic-response", root.Name);
        RequireEnvelope(name => (string?)root.Attribute(name), root.Element("{http://subsonic.org/restapi}error") is not null);
    }

    private static void RequireEnvelope(JsonObject root) => RequireEnvelope(name => (string?)root[name]?.AsValue().ToString(),
        root["error"] is not null);

    private static void RequireEnvelope(Func<string, string?> value, bool isError)
    {
        Assert.Equal(isError ? "failed" : "ok", value("status"));
        Assert.Equal(("1.16.1", "workbench", Version, "true"),
            (value("version"), value("type"), value("serverVersion"), value("openSubsonic")));
    }
}
