using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Documentation;

/// <summary>
/// The documentation as it was built last, read in Chromium by <c>tests/clients/docs_site.mjs</c>; look at <c>tests/TestResults/docs</c>.
/// Build it first, then: <c>dotnet run -c Release --project tests/Workbench.Tests -- -explicit only -class "*BuiltSiteTests"</c>.
/// </summary>
public class BuiltSiteTests
{
    [Fact(Explicit = true)]
    public void It_is_read_searched_and_coloured_from_a_folder_as_from_a_server_and_asks_nobody_else()
    {
        var site = Path.Combine(Repository.Root, "environment", "docs", "site");
        Assert.SkipUnless(File.Exists(Path.Combine(site, "index.html")),
            "needs the built documentation; run dotnet run -c Release --project environment/docs");
        var modules = FrontEnds.NodeModulesWith("playwright-core");
        Assert.SkipWhen(modules is null || FrontEnds.Browser is null,
            "needs Chromium, and Node with its package playwright-core; run environment/install-consumers.sh");
        var pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "TestResults", "docs"));
        var visits = JsonNode.Parse(ClientProcess.Run("node", new Dictionary<string, string> { ["NODE_PATH"] = modules! },
            FrontEnds.Program("docs_site.mjs"), FrontEnds.Browser!, site, pictures.FullName))!.AsObject();
        Assert.Equal(["folder", "server"], visits.Select(visit => visit.Key));
        Assert.All(visits, visit =>
        {
            var seen = visit.Value!;
            Assert.Empty(Texts(seen, "complaints"));
            Assert.Empty(Texts(seen, "elsewhere"));
            Assert.Equal("Gallery", Texts(seen, "found")[0]);
            Assert.Equal("Nothing has zyxwv.", (string)seen["notFound"]!);
            Assert.Equal(["light", "dark", "dark"], Texts(seen, "themes"));
            Assert.All(seen["widths"]!.AsObject(),
                width => Assert.True((int)width.Value! <= 0, $"{width.Key} is {width.Value} pixels too wide"));
        });
    }

    private static string[] Texts(JsonNode seen, string name) => seen[name].Deserialize<string[]>()!;
}
