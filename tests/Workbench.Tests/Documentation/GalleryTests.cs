using Workbench.Docs.Pages;
using Workbench.Tests.Architecture;

namespace Workbench.Tests.Documentation;

/// <summary>The gallery, whose code the program that makes the documentation runs and looks at for figures.</summary>
public class GalleryTests
{
    private static readonly string Text = SourceFiles.Text("environment/docs/written/gallery.md");

    public static TheoryData<string> Names => ChartPlacesTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_stands_in_the_gallery_with_code(string name)
    {
        var at = Text.IndexOf($"<xref:Workbench.Charts.Chart.{name}*>", StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name} is not in the gallery; show it under a heading, as <xref:Workbench.Charts.Chart.{name}*>.");
        var end = Text.IndexOf("\n#", at, StringComparison.Ordinal);
        Assert.Contains(MarkdownBlock.Of(Text[at..(end < 0 ? Text.Length : end)]), block => block.Language == "csharp");
    }
}
