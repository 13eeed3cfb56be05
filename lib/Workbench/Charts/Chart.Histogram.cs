using System.Globalization;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>How often each value occurs, in some twenty bins of round width, with the median.</summary>
    /// <param name="title">What is seen.</param>
    /// <param name="quantity">What is measured, with its unit: <c>Duration (s)</c>.</param>
    /// <param name="values">One finite value a song, at least one.</param>
    /// <exception cref="WorkbenchException">No value, or one that is not finite.</exception>
    public static Figure Histogram(string title, string quantity, IReadOnlyList<double> values)
    {
        var bins = BinsOf(title, values);
        return new(Title(title, quantity, values), bins.Axis(quantity), SongsPanel(bins, values))
        {
            Summary = HistogramSummary(title, quantity, values),
        };
    }

    /// <summary>
    /// How often each value occurs, and below the same for each label by itself, as shares of its songs in colours: the labels from the
    /// lowest median to the highest, each median marked.
    /// </summary>
    /// <param name="title">What is seen.</param>
    /// <param name="quantity">What is measured, with its unit: <c>Tempo (beats a minute)</c>.</param>
    /// <param name="values">One finite value a song, at least one.</param>
    /// <param name="labels">The labels of each song; a song counts for each of them.</param>
    /// <param name="binCount">How many bins are wished, at least 1; between half and twice as many come.</param>
    /// <param name="colors">The colours of the genres, by which their names are marked; null for no marks.</param>
    /// <exception cref="WorkbenchException">No value, one that is not finite, not one list of labels a value, or no label.</exception>
    public static Figure Histogram(string title, string quantity, IReadOnlyList<double> values,
        IReadOnlyList<IReadOnlyList<string>> labels, int binCount = 20, GenreColors? colors = null)
    {
        var bins = BinsOf(title, values, binCount);
        if (labels.Count != values.Count)
            throw new WorkbenchException($"{title} has {values.Count} values and {labels.Count} lists of labels; give one list a value.");
        var rows = values.SelectMany((value, i) => labels[i].Select(label => (label, value)))
            .GroupBy(pair => pair.label, (label, pairs) => (Label: label, Values: pairs.Select(p => p.value).ToList()))
            .OrderBy(row => Median(row.Values)).ThenBy(row => row.Label, StringComparer.Ordinal).ToList();
        RequireAny(rows, title, "label");
        var shares = new double[rows.Count, bins.Count];
        for (var row = 0; row < rows.Count; row++)
            foreach (var (bin, count) in bins.CountsOf(rows[row].Values).Index())
                shares[row, bin] = count / rows[row].Values.Count;
        var medians = new ScatterTrace(
            "Median of the genre", [.. rows.Select(r => bins.Place(Median(r.Values)))], [.. Enumerable.Range(0, rows.Count)])
        {
            Size = 6,
        };
        var heatmap = new HeatmapTrace("Share", shares) { Range = (0, shares.Cast<double>().Max()) };
        var names = GenreAxis([.. rows.Select(r => r.Label)], colors) with { Reversed = true };
        return new(Title(title, quantity, values), bins.Axis(quantity), SongsPanel(bins, values),
            new Panel(names, [heatmap, medians]) { Height = BarsHeight(rows.Count) })
        {
            Summary = HistogramSummary(title, quantity, values)
                + string.Create(CultureInfo.InvariantCulture,
                    $"; lowest median {rows[0].Label} {Median(rows[0].Values):0.0}, "
                    + $"highest {rows[^1].Label} {Median(rows[^1].Values):0.0}"),
        };
    }

    private static Bins BinsOf(string title, IReadOnlyList<double> values, int binCount = 20)
    {
        RequireAny(values, title, "value");
        if (binCount < 1)
            throw new WorkbenchException($"{title}: {binCount} bins; at least 1 is needed, 20 are usual.");
        var wrong = values.ToList().FindIndex(v => !double.IsFinite(v));
        return wrong < 0
            ? Bins.Of(AreAlike(values) ? [Math.Round(Median(values), 1)] : values, binCount)
            : throw new WorkbenchException($"{title}: value {wrong} is {values[wrong]}; leave it out.");
    }

    private static Panel SongsPanel(Bins bins, IReadOnlyList<double> values)
    {
        var bars = new BarTrace("Songs", bins.CountsOf(values)) { Thickness = 0.94, Names = bins.Names };
        return new(
            new("Songs"), [bars, new RuleTrace(Text($"Median {Median(values):0.0}"), bins.Place(Median(values)), Orientation.Vertical)])
        {
            Height = 130,
        };
    }

    private static string HistogramSummary(string title, string quantity, IReadOnlyList<double> values) =>
        Text($"{title}: {quantity} of {values.Count:N0} songs, {values.Min():0.0} to {values.Max():0.0}, median {Median(values):0.0}");

    /// <summary>Where bars would show differences that nobody measures, the title says that there are none.</summary>
    private static string Title(string title, string quantity, IReadOnlyList<double> values) =>
        values.Count > 1 && AreAlike(values) ? Text($"{title}: all {Median(values):0.0} {UnitOf(quantity)}").TrimEnd() : title;

    private static string UnitOf(string quantity) =>
        quantity.LastIndexOf('(') is >= 0 and var open ? quantity[(open + 1)..].TrimEnd(')') : "";

    private static bool AreAlike(IReadOnlyCollection<double> values) => Text($"{values.Min():0.0}") == Text($"{values.Max():0.0}");

    private static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
