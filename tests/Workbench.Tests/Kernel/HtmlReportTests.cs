extern alias kernel;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Reports;
using Workbench.Tests.Reference;
using TableScript = kernel::Workbench.Reports.TableScript;

namespace Workbench.Tests.Kernel;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory] // the layout would overflow the stack, or take time by the square of the length
    [InlineData(">", 20_000, "deeply nested")]
    [InlineData("- ", 20_000, "deeply nested")]
    [InlineData("*a **b ", 20_000, "deeply nested")]
    [InlineData("[", 50_000, "long")]
    [InlineData("# a\n", 50_000, "long")]
    public void Markdown_that_cannot_be_laid_out_is_shown_as_it_is(string part, int count, string why)
    {
        var text = string.Concat(Enumerable.Repeat(part, count)) + "<b>x";
        var page = Render(Markdown(text), Code("1", Data("text/markdown", text)));
        var shown = $"<p class=\"note\">Too {why} to be laid out.</p>\n<pre>{System.Net.WebUtility.HtmlEncode(text)}</pre>";
        Assert.Equal(3, page.Split(shown).Length);
    }

    [Theory]
    [InlineData("<script")]
    [InlineData("<script>")]
    [InlineData("<?xml ")]
    [InlineData("\u001b[0")]
    public void What_begins_often_and_never_ends_takes_no_longer_for_it(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000));
        var page = Render(Code("1", Data("text/html", text), Data("image/svg+xml", text), Data("text/plain", text)));
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_loads_nothing_and_runs_only_the_script_that_sorts_tables()
    {
        var whole = Render(
            Markdown("# Title & more\n\n![far](https://example.org/a.png) [link](https://example.org) <script "
                + "src=\"https://example.org/a.js\"></script>"),
            Code("1", Data("text/html", "<b>kept</b><script>alert(1)</script><SCRIPT type='x'>\nalert(2)</SCRIPT >")),
            Code("2", Data("application/vnd.plotly.v1+json", JsonNode.Parse("""{"data":[12345]}""")!, "image/svg+xml",
                "<svg><script>alert(3)</script><text>kept too</text></svg>")));
        Assert.Equal(2, whole.Split(TableScript.Element).Length);
        var page = whole.Replace(TableScript.Element, "", StringComparison.Ordinal)
            .Replace($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(TableScript.Content)))}'",
                "", StringComparison.Ordinal);
        Assert.DoesNotMatch(Loading(), page);
        Assert.DoesNotContain("script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("12345", page, StringComparison.Ordinal);
        Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';", page, StringComparison.Ordinal);
        Assert.Contains("<title>Title &amp; more</title>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/a.png\">far</a>", page, StringComparison.Ordinal);
        Assert.Contains("<b>kept</b>", page, StringComparison.Ordinal);
        Assert.Contains("kept too", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/svg+xml", "<svg id=\"figure1-a\">x</svg>")]
    [InlineData("image/png", "<img alt=\"a &lt; b\" src=\"data:image/png;base64,AAAA\">")]
    [InlineData("text/html", "<i>x</i>")]
    [InlineData("text/markdown", "<strong>x</strong>")]
    [InlineData("text/plain", "<pre class=\"line\">a &lt; b</pre>")]
    public void Of_several_renderings_the_best_still_one_is_shown(string best, string expected)
    {
        (string MimeType, string Text)[] order =
        [
            ("image/svg+xml", "<?xml version=\"1.0\"?>\n<svg id=\"a\">x</svg>"),
            ("image/png", "AAAA\n"),
            ("text/html", "<i>x</i>"),
            ("text/markdown", "**x**"),
            ("text/plain", "a < b"),
        ];
        var rest = order.SkipWhile(part => part.MimeType != best).Reverse().SelectMany(part => new JsonNode[] { part.MimeType, part.Text });
        var page = Render(Code("1", Data([.. rest, "application/vnd.plotly.v1+json", new JsonObject()])));
        Assert.Contains(expected, page, StringComparison.Ordinal);
        foreach (var (mimeType, text) in order.Where(part => part.MimeType is "image/png" or "text/html" && part.MimeType != best))
            Assert.DoesNotContain(text.Trim(), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Drawings_keep_their_names_apart()
    {
        const string svg = "<svg><clipPath id=\"c\"/><g clip-path=\"url(#c)\"/><use href=\"#c\"/></svg>";
        var page = Render(Code("1", Data("image/svg+xml", svg), Data("image/svg+xml", svg)));
        for (var figure = 1; figure <= 2; figure++)
            Assert.Contains(
                $"<clipPath id=\"figure{figure}-c\"/><g clip-path=\"url(#figure{figure}-c)\"/><use href=\"#figure{figure}-c\"/>",
                page, StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_and_errors_are_text_without_terminal_codes()
    {
        var page = Render(Code(
            "var x = 1; // <tag>\nx",
            new JsonObject
            {
                ["name"] = "stdout",
                ["output_type"] = "stream",
                ["text"] = new JsonArray("10%\r50%\r100%\n", "\u001b[31mred\u001b[0m <b>\r\n"),
            },
            new JsonObject
            {
                ["output_type"] = "error",
                ["ename"] = "FormatException",
                ["evalue"] = "<no>",
                ["traceback"] = new JsonArray("FormatException: <no>", "   at cell 1"),
            }));
        Assert.Contains("<pre class=\"output stream stdout\">100%\nred &lt;b&gt;\n</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"output error\">FormatException: &lt;no&gt;\n   at cell 1</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"k\">var</span> x = <span class=\"n\">1</span>; <span class=\"c\">// &lt;tag&gt;</span>\nx",
            page, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_C_sharp_is_marked_as_such()
    {
        var sql = Code("select 1 -- int");
        sql["metadata"]!["vscode"] = new JsonObject { ["languageId"] = "sql" };
        Assert.Contains("<code>select 1 -- int</code>", Render(sql), StringComparison.Ordinal);
        Assert.Contains(
            "<code><span class=\"k\">#!time</span>\n<span class=\"k\">int</span> a;\n<span class=\"k\">#!fsharp</span>\n"
            + "let int = 1 // &lt;\n\n<span class=\"k\">#!c#</span>\n<span class=\"n\">2</span></code>",
            Render(Code("#!time\nint a;\n#!fsharp\nlet int = 1 // <\n\n#!c#\n2")), StringComparison.Ordinal);
        Assert.Contains("<code><span class=\"k\">#!sql</span></code>", Render(Code("#!sql")), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_the_text_are_in_the_page()
    {
        folder.Write("a b.png", [1, 2, 3]);
        var cell = Markdown("![near](a%20b.png) ![inside](attachment:c.png) ![gone](gone.png)");
        cell["attachments"] = new JsonObject { ["c.png"] = new JsonObject { ["image/png"] = "BBBB" } };
        var page = Render(cell);
        Assert.Contains("<img src=\"data:image/png;base64,AQID\" alt=\"near\"", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/png;base64,BBBB\" alt=\"inside\"", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"gone.png\">gone</a>", page, StringComparison.Ordinal);
    }

    private string Render(params JsonObject[] cells)
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        using var writer = new StringWriter();
        HtmlReport.Write(NotebookDocument.Parse(notebook.ToJsonString(), folder.File("a.ipynb")), writer);
        return writer.ToString();
    }

    private static JsonObject Markdown(string source) =>
        new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source };

    private static JsonObject Code(string source, params JsonObject[] outputs) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = 1,
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray([.. outputs]),
        ["source"] = source,
    };

    /// <summary>An output from MIME types and contents in turn.</summary>
    private static JsonObject Data(params JsonNode[] parts) => new()
    {
        ["data"] = new JsonObject(parts.Chunk(2).Select(part => KeyValuePair.Create((string)part[0]!, (JsonNode?)part[1]))),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    };

    [GeneratedRegex(@"\bsrc\s*=|<link|@import|url\((?!#)|<iframe|<object", RegexOptions.IgnoreCase)]
    private static partial Regex Loading();
}
