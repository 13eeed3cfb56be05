namespace Workbench.Notebook;

/// <summary>How a trace looks.</summary>
/// <param name="Color">As <c>#RRGGBB</c>, on a light ground.</param>
/// <param name="DarkColor">As <c>#RRGGBB</c>, on a dark ground.</param>
/// <param name="Width">Line width in figure units.</param>
/// <param name="Dash">Lengths of dash and gap in figure units; empty is solid.</param>
internal sealed record TraceStyle(string Color, string DarkColor, double Width, params int[] Dash)
{
    // Okabe and Ito's colours for every kind of colour vision, less black and yellow, which vanish on a dark and on a light
    // ground. After the sixth the line is dashed, then dotted: 18 lines can be told apart.
    private static readonly string[] Colors = ["#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9"];
    private static readonly int[][] Dashes = [[], [6, 3], [2, 3]];

    private static readonly TraceStyle Strong = new("#24292F", "#E6EDF3", 3);
    private static readonly TraceStyle Guide = new("#8C959F", "#7D8590", 1.25, 5, 4);

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

    private static TraceStyle Numbered(int index)
    {
        var color = Colors[index % Colors.Length];
        return new(color, color, 1.75, Dashes[index / Colors.Length % Dashes.Length]);
    }
}
