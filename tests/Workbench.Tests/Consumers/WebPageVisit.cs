using System.Text.Json.Nodes;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>
/// What there is to see in <c>tests/consumers/web</c>, assembled with an exported model and visited once in Chromium by
/// <c>tests/clients/web_page.mjs</c>. Look at <c>tests/TestResults/web-page</c>.
/// </summary>
public sealed class WebPageVisit(ExportedDemo demo)
{
    private JsonNode? seen;

    /// <summary>What was seen; skips the calling test where something is missing.</summary>
    public JsonNode Seen
    {
        get
        {
            var modules = FrontEnds.NodeModulesWith("onnxruntime-web", "playwright-core");
            Assert.SkipWhen(modules is null || FrontEnds.Browser is null,
                $"needs Chromium, and Node with its packages onnxruntime-web and playwright-core; {ExportedDemo.Remedy}");
            return seen ??= Visit(modules!);
        }
    }

    /// <summary>The songs that were chosen there: files of several forms.</summary>
    public IReadOnlyList<string> Songs =>
    [
        demo.Medley,
        .. Directory.GetFiles(Path.Combine(demo.Model("cnn"), "samples"), "*.wav").Order(StringComparer.Ordinal),
        .. SharedData.IsThere ? [SharedData.Path("emotify", "stereo", "rock_74.mp3")] : Array.Empty<string>(),
    ];

    /// <summary>Where the page lies in the repository.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "consumers", "web");

    /// <summary>The folder that is served, with a model: first <c>cnn</c>, at the end <c>mlp</c> in its place.</summary>
    public string Site(string kind) => demo.PathOf("sites", kind);

    private JsonNode Visit(string modules)
    {
        Dictionary<string, string> environment = new() { ["NODE_PATH"] = modules };
        foreach (var kind in new[] { "cnn", "mlp" })
            ClientProcess.Run("node", environment, Path.Combine(Folder, "assemble.mjs"), Site(kind), demo.Model(kind));
        var pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "TestResults", "web-page"));
        return JsonNode.Parse(ClientProcess.Run("node", environment,
            [FrontEnds.Program("web_page.mjs"), FrontEnds.Browser!, Site("cnn"), Site("mlp"), pictures.FullName, .. Songs]))!;
    }
}
