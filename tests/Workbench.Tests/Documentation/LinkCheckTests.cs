using Workbench.Docs.Frame;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Documentation;

public sealed class LinkCheckTests : IDisposable
{
    private readonly TempFolder site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_site_whose_links_lead_somewhere_has_no_problem()
    {
        Page("index.html", "<a href=\"api/lab.html#train\">Train</a> <a href=\"#here\">here</a> <h2 id=\"here\">Here</h2>"
            + "<a href=\"https://example.org/elsewhere\">elsewhere</a> <img src=\"data:image/png;base64,AAAA\">");
        Page("api/lab.html", "<h3 id=\"train\">Train</h3> <a href=\"../index.html\">back</a>");
        Assert.Empty(LinkCheck.ProblemsIn(site.Path));
    }

    [Theory]
    [InlineData("<a href=\"none.html\">x</a>", "index.html: none.html leads to no file.")]
    [InlineData("<a class=\"xref\" href=\"index.html#none\">x</a>", "index.html: index.html#none leads to no heading of index.html.")]
    [InlineData("<img alt=\"\" src=\"none.svg\">", "index.html: none.svg leads to no file.")]
    [InlineData("<script src=\"https://example.org/a.js\"></script>",
        "index.html: https://example.org/a.js would be loaded from elsewhere; put the file into the site.")]
    [InlineData("<span class=\"xref\">Workbench.Audio.AudioScreen</span>",
        "index.html: Workbench.Audio.AudioScreen has no page; name what is public, or write it as <c>.")]
    public void What_leads_nowhere_is_named(string html, string problem)
    {
        Page("index.html", html);
        Assert.Equal([problem], LinkCheck.ProblemsIn(site.Path));
    }

    [Fact]
    public void Style_sheets_are_looked_at_too()
    {
        site.Write("public/site.css", "@font-face { src: url(\"icons.woff2?1\") } a { background: url(data:image/png;base64,AAAA) }");
        Assert.Equal(["site.css: icons.woff2?1 leads to no file."], LinkCheck.ProblemsIn(site.Path));
        site.Write("public/icons.woff2", "");
        Assert.Empty(LinkCheck.ProblemsIn(site.Path));
    }

    private void Page(string path, string article) => site.Write(path, $"<html><body><article>{article}</article></body></html>");
}
