using System.Collections.Immutable;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Figures;

/// <summary>
/// A figure as data. It shows as an interactive Plotly figure, as a static SVG that needs no script, and as one line of text;
/// all from this one description, so they say the same.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<Figure>), PreferredMimeTypes = [MimeType.Plotly, MimeType.Svg, MimeType.PlainText])]
public sealed class Figure : IDisplayable<Figure>
{
    /// <summary>Creates a figure of several panels above each other.</summary>
    /// <param name="title">One line that says what is seen.</param>
    /// <param name="x">The horizontal axis that the panels share.</param>
    /// <param name="panels">From top to bottom, at least one.</param>
    /// <exception cref="WorkbenchException">No title, no panel, a panel without trace, or not one finite value to draw.</exception>
    public Figure(string title, Axis x, params IReadOnlyList<Panel> panels)
    {
        if (string.IsNullOrWhiteSpace(title))
            throw new WorkbenchException("A figure has no title; say in one line what it shows.");
        if (panels.Count == 0 || panels.Any(p => p.Traces.IsDefaultOrEmpty))
            throw new WorkbenchException($"Figure '{title}' has no panel, or a panel without trace; give each panel at least one trace.");
        if (panels.Any(p => !(p.Height >= 20)))
            throw new WorkbenchException($"Figure '{title}' has a panel {panels.Min(p => p.Height)} high; 20 is the least, 260 is usual.");
        var traces = panels.SelectMany(p => p.Traces);
        if (traces.All(t => t.ExtentX.IsEmpty || t.ExtentY.IsEmpty))
            throw new WorkbenchException(
                $"Figure '{title}' has nothing to draw: every value is missing or NaN. Check the data that it was made from.");
        (Title, X, Panels) = (title, x, [.. panels]);
        Summary = $"{title}: {string.Join(", ", traces.Select(t => t.Name).Distinct())}";
    }

    /// <summary>Creates a figure of one panel.</summary>
    /// <param name="title">One line that says what is seen.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="traces">What is drawn, the first at the back; at least one.</param>
    /// <exception cref="WorkbenchException">No title, no trace, or not one finite value to draw.</exception>
    public Figure(string title, Axis x, Axis y, params IReadOnlyList<Trace> traces) : this(title, x, [new Panel(y, [.. traces])]) { }

    /// <summary>One line that says what is seen.</summary>
    public string Title { get; }

    /// <summary>The horizontal axis that the panels share.</summary>
    public Axis X { get; }

    /// <summary>From top to bottom, at least one.</summary>
    public ImmutableArray<Panel> Panels { get; }

    /// <summary>The figure in words, for readers without eyes for it: its text form and its accessible name.</summary>
    public string Summary { get; init; }

    /// <summary>The same figure with a title that says which part it is of.</summary>
    internal Figure Of(string part) => new($"{Title}, {part}", X, Panels) { Summary = $"{Summary}, {part}" };

    /// <summary>
    /// The figure for Plotly: a JSON object with <c>data</c> and <c>layout</c>. It takes the page's ground and text colour.
    /// </summary>
    public string ToPlotlyJson() => PlotlyFigure.Write(this);

    /// <summary>
    /// The figure as a static SVG image. Within a page it takes the page's ground and text colour; as a file it follows the reader's light
    /// or dark colour scheme.
    /// </summary>
    public string ToSvg() => SvgFigure.Write(this);

    /// <summary>The <see cref="Summary"/>.</summary>
    public override string ToString() => Summary;

    static IReadOnlyDictionary<string, Func<Figure, string>> IDisplayable<Figure>.Forms { get; } =
        new Dictionary<string, Func<Figure, string>>
        {
            [MimeType.Plotly] = figure => figure.ToPlotlyJson(),
            [MimeType.Svg] = figure => figure.ToSvg(),
            [MimeType.Html] = figure => figure.ToSvg(),
            [MimeType.PlainText] = figure => TextWrap.Of(figure.Summary),
        };
}
