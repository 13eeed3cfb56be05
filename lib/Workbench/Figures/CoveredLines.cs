namespace Workbench.Figures;

/// <summary>
/// Lines that lie under others, as the curves of two genres that are both told perfectly: they are drawn once more on top, dashed, so that
/// all are seen, their points as smaller dots.
/// </summary>
internal static class CoveredLines
{
    private const double CoveredShare = 0.9;
    private const int MostLines = 200; // of more none can be followed
    private const int DashLength = 8;

    /// <summary>The lines of a panel of which nine tenths are covered by lines of other names.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="styles">How traces look, by name.</param>
    /// <returns>The first at the back, each with its style on top: together they leave gaps for the line that covers them.</returns>
    public static IReadOnlyList<(LineTrace Line, TraceStyle Style)> Of(PanelLayout panel, IReadOnlyDictionary<string, TraceStyle> styles)
    {
        var lines = panel.Traces.OfType<LineTrace>().Where(line => line.Emphasis != Emphasis.Guide).ToList();
        if (lines.Count > MostLines || lines.Select(line => line.Name).Distinct().Count() < 2)
            return [];
        // The name of the uppermost line near each square unit.
        var top = new Dictionary<(int X, int Y), string>();
        var covered = new List<LineTrace>();
        foreach (var line in Enumerable.Reverse(lines))
        {
            List<(int X, int Y)> units = [.. Units(panel, line).Distinct()];
            var coveredCount = units.Count(unit => top.TryGetValue(unit, out var name) && name != line.Name);
            if (units.Count > 0 && coveredCount >= CoveredShare * units.Count)
                covered.Insert(0, line);
            foreach (var (x, y) in units)
                for (var near = 0; near < 9; near++)
                    top.TryAdd((x + near / 3 - 1, y + near % 3 - 1), line.Name);
        }
        return [.. covered.Select((line, i) => (line, styles[line.Name] with
        {
            // Of equal lines each shows another piece of a period.
            Dash = [DashLength * (covered.Count - i), DashLength * (i + 1)],
        }))];
    }

    /// <summary>The square units of the figure that a line goes through, in its order.</summary>
    private static IEnumerable<(int X, int Y)> Units(PanelLayout panel, LineTrace line)
    {
        (double X, double Y)? last = null;
        foreach (var i in Decimation.Keep(line.X, line.Y))
        {
            var point = (X: panel.PlaceX(line.X[i]), Y: panel.PlaceY(line.Y[i]));
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
            {
                last = null;
                continue;
            }
            var from = last ?? point;
            var steps = Math.Max(1, (int)Math.Min(1e4, Math.Max(Math.Abs(point.X - from.X), Math.Abs(point.Y - from.Y))));
            for (var step = 1; step <= steps; step++)
                yield return ((int)Math.Round(double.Lerp(from.X, point.X, (double)step / steps)),
                    (int)Math.Round(double.Lerp(from.Y, point.Y, (double)step / steps)));
            last = point;
        }
    }
}
