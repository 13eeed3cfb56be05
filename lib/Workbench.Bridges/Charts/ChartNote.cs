using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>What stands in the place of a chart where no script draws it, and we cannot either: its title and why.</summary>
internal static class ChartNote
{
    private const double Left = 12, TitleLine = 19, TextLine = 16;

    /// <summary>The note as a static SVG image, in the colours of the page that it lies on.</summary>
    /// <param name="title">The chart's title; may be empty.</param>
    /// <param name="reason">Why it is not drawn.</param>
    public static string Write(string title, string reason)
    {
        const double room = FigureLayout.Width - 2 * Left;
        var titleLines = FigureText.Wrap(title, room / (FigureLayout.TitleSize * 1.12));
        var lines = FigureText.Wrap(reason, room / FigureLayout.FontSize);
        var height = 2 * Left + titleLines.Count * TitleLine + lines.Count * TextLine;
        using var svg = new SvgWriter();
        svg.Open("svg", ("class", "workbench-figure"), ("viewBox", $"0 0 {FigureLayout.Width} {SvgWriter.Number(height)}"),
            ("width", FigureLayout.Width * PlotlyFigure.PixelsPerUnit), ("height", height * PlotlyFigure.PixelsPerUnit),
            ("style", "max-width:100%;height:auto"), ("role", "img"), ("aria-label", $"{title} {reason}".Trim()),
            ("font-family", SvgFigure.Fonts), ("font-size", FigureLayout.FontSize));
        svg.Text("style", SvgFigure.PageColors);
        svg.Element("rect", ("x", 0.5), ("y", 0.5), ("width", FigureLayout.Width - 1), ("height", height - 1), ("rx", 6),
            ("fill", FigureColors.LightCard.Ground), ("stroke", FigureColors.Neutral), ("class", "wb-card"));
        svg.Open("g", ("fill", FigureColors.LightCard.Text), ("class", "wb-text"));
        var y = Left;
        foreach (var line in titleLines)
            svg.Text("text", line, ("x", Left), ("y", (y += TitleLine) - 4), ("font-size", FigureLayout.TitleSize), ("font-weight", "600"));
        foreach (var line in lines)
            svg.Text("text", line, ("x", Left), ("y", (y += TextLine) - 4));
        svg.Close();
        svg.Close();
        return svg.ToString();
    }
}
