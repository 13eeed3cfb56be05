namespace Workbench.Figures;

/// <summary>How a trace looks.</summary>
/// <param name="Color">As <c>#RRGGBB</c>.</param>
/// <param name="Width">Line width in figure units.</param>
/// <param name="Dash">Lengths of dash and gap in figure units; empty is solid.</param>
internal sealed record TraceStyle(string Color, double Width, params int[] Dash)
{
    // After the sixth colour the line is dashed, then dotted: 18 lines can be told apart.
    private static readonly int[][] Dashes = [[], [6, 3], [2, 3]];

    private static readonly TraceStyle Strong = new(FigureColors.Neutral, 3);
    private static readonly TraceStyle Guide = new(FigureColors.Neutral, 1.25, 5, 4);

    /// <summary>Whiskers and scales.</summary>
    public static readonly TraceStyle Thin = new(FigureColors.Neutral, 1.25);

    /// <summary>Whether points are squares instead of dots: what a dash is to a line.</summary>
    public bool IsSquare => Dash.Length > 0 && this != Guide;

    /// <summary>One style for each name, in order of appearance.</summary>
    public static IReadOnlyDictionary<string, TraceStyle> Assign(IEnumerable<Trace> traces)
    {
        var styles = new Dictionary<string, TraceStyle>();
        var used = 0;
        foreach (var trace in traces)
        {
            if (trace is not (HeatmapTrace or ScaleTrace) && !styles.ContainsKey(trace.Name))
                styles[trace.Name] = trace.Emphasis switch
                {
                    Emphasis.Strong => Strong,
                    Emphasis.Guide => Guide,
                    _ => Numbered(used++),
                };
        }
        return styles;
    }

    private static TraceStyle Numbered(int index) =>
        new(FigureColors.Series[index % FigureColors.Series.Length], 1.75, Dashes[index / FigureColors.Series.Length % Dashes.Length]);
}
