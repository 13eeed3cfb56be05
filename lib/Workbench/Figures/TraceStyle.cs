namespace Workbench.Figures;

/// <summary>How a trace looks.</summary>
/// <param name="Color">As <c>#RRGGBB</c>.</param>
/// <param name="Width">Line width in figure units.</param>
/// <param name="Dash">Lengths of dash and gap in figure units; empty is solid.</param>
internal sealed record TraceStyle(string Color, double Width, params int[] Dash)
{
    // After the sixth colour the line is dashed, then dotted; points are squares, then triangles.
    private static readonly int[][] Dashes = [[], [6, 3], [2, 3]];

    /// <summary>How many numbered styles can be told apart; the next looks like the first.</summary>
    public static readonly int Count = FigureColors.Series.Length * Dashes.Length;

    private static readonly TraceStyle Strong = new(FigureColors.Neutral, 3);
    private static readonly TraceStyle Guide = new(FigureColors.Neutral, 1.25, 5, 4);

    /// <summary>Whiskers and scales.</summary>
    public static readonly TraceStyle Thin = new(FigureColors.Neutral, 1.25);

    /// <summary>The shape of points.</summary>
    public PointShape Points { get; init; }

    /// <summary>A point as a character.</summary>
    public string Mark => Points switch { PointShape.Circle => "●", PointShape.Square => "■", _ => "▲" };

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
                    _ => Numbered(trace.Style ?? used++),
                };
        }
        return styles;
    }

    /// <summary>The style of a number, from 0: six colours, drawn through, dashed and dotted.</summary>
    public static TraceStyle Numbered(int number)
    {
        var shape = number / FigureColors.Series.Length % Dashes.Length;
        return new(FigureColors.Series[number % FigureColors.Series.Length], 1.75, Dashes[shape]) { Points = (PointShape)shape };
    }
}
