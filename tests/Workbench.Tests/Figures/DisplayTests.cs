using System.Text.Json;
using System.Xml.Linq;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Figures;
using Workbench.Reports;
using Workbench.Tests.Charts;
using Workbench.Tests.Reports;

namespace Workbench.Tests.Figures;

/// <summary>What .NET Interactive's own formatting package makes of the library's types, found by convention.</summary>
public class DisplayTests
{
    [Fact]
    public void Notebooks_prefer_Plotly_then_SVG_then_text_for_a_figure() => Assert.Equal(
        ["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Figure)));

    [Fact]
    public void A_figure_displays_in_each_of_its_forms()
    {
        var figure = Samples.RocCurves;
        Assert.Equal(JsonValueKind.Array,
            JsonDocument.Parse(figure.ToDisplayString("application/vnd.plotly.v1+json")).RootElement.GetProperty("data").ValueKind);
        Assert.Equal("svg", XDocument.Parse(figure.ToDisplayString("image/svg+xml")).Root!.Name.LocalName);
        Assert.Equal(figure.ToSvg(), figure.ToDisplayString("text/html"));
        Assert.Equal("ROC curves of 8 labels: macro AUC 0.857", figure.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Tables_and_players_display_as_HTML_and_text()
    {
        var table = new Table(["a"], [[1]]);
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Table)));
        Assert.Equal((table.ToHtml(), table.ToString()), (table.ToDisplayString("text/html"), table.ToDisplayString("text/plain")));

        var player = new AudioPlayer("Kettle Song", AudioPlayerTests.Silence(8000, 8000));
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(AudioPlayer)));
        Assert.Equal((player.ToHtml(), player.ToString()), (player.ToDisplayString("text/html"), player.ToDisplayString("text/plain")));
    }
}
